"""The same network in PyTorch, with Adam."""
import argparse
import math
import os

import torch

from penguins import load
from report import send

parser = argparse.ArgumentParser()
parser.add_argument("--units", type=int, default=8)
parser.add_argument("--lr", type=float, default=0.01)
parser.add_argument("--l2", type=float, default=1e-4)
parser.add_argument("--epochs", type=int, default=20)
options = parser.parse_args()

torch.manual_seed(0)
torch.set_num_threads(1)


def tensors(rows):
    return torch.tensor([features for features, _ in rows]), torch.tensor([[label] for _, label in rows])


(x, y), (x_tune, y_tune), (x_test, y_test) = map(tensors, load(os.environ["PENGUINS"]))
model = torch.nn.Sequential(torch.nn.Linear(x.shape[1], options.units), torch.nn.Tanh(), torch.nn.Linear(options.units, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=options.lr, weight_decay=options.l2)
loss_of = torch.nn.BCEWithLogitsLoss()

best, tested = math.inf, 0.0
for epoch in range(options.epochs):
    for rows in torch.randperm(len(x)).split(8):
        optimizer.zero_grad()
        loss_of(model(x[rows]), y[rows]).backward()
        optimizer.step()
    with torch.no_grad():
        loss = loss_of(model(x_tune), y_tune).item()
        if loss < best:
            best, tested = loss, ((model(x_test) > 0) == (y_test > 0.5)).float().mean().item()
    send(report=loss, step=epoch)

send(value=best, attrs={"test accuracy": tested})
