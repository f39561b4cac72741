"""A small network in plain Python: one hidden layer of tanh, trained by stochastic gradient descent with momentum."""
import argparse
import math
import os
import random

from penguins import load
from report import send

parser = argparse.ArgumentParser()
parser.add_argument("--units", type=int, default=8)
parser.add_argument("--lr", type=float, default=0.05)
parser.add_argument("--momentum", type=float, default=0.9)
parser.add_argument("--l2", type=float, default=1e-4)
parser.add_argument("--epochs", type=int, default=20)
options = parser.parse_args()

train, tune, test = load(os.environ["PENGUINS"])
rng = random.Random(0)
n_inputs = len(train[0][0])
# A row for each hidden unit: its weights, its bias, and what the output makes of it; then the output's bias.
hidden = [[rng.gauss(0, n_inputs**-0.5) for _ in range(n_inputs)] + [0.0] for _ in range(options.units)]
output = [rng.gauss(0, options.units**-0.5) for _ in range(options.units)] + [0.0]
hidden_speed = [[0.0] * (n_inputs + 1) for _ in hidden]
output_speed = [0.0] * len(output)


def forward(features):
    inputs = features + [1.0]
    units = [math.tanh(sum(w * x for w, x in zip(row, inputs))) for row in hidden] + [1.0]
    score = sum(w * u for w, u in zip(output, units))
    return inputs, units, 1 / (1 + math.exp(-max(min(score, 30), -30)))


def step(weights, speeds, gradients):
    for i, gradient in enumerate(gradients):
        speeds[i] = options.momentum * speeds[i] - options.lr * (gradient + options.l2 * weights[i])
        weights[i] += speeds[i]


def learn(features, label):
    inputs, units, probability = forward(features)
    error = probability - label
    for unit, row, speeds, w in zip(units, hidden, hidden_speed, output):
        delta = error * w * (1 - unit * unit)
        step(row, speeds, [delta * x for x in inputs])
    step(output, output_speed, [error * unit for unit in units])


def measure(rows):
    """Mean log-loss, and accuracy."""
    loss = right = 0.0
    for features, label in rows:
        probability = forward(features)[2]
        loss -= math.log(max(probability if label else 1 - probability, 1e-12))
        right += (probability > 0.5) == (label > 0.5)
    return loss / len(rows), right / len(rows)


best, tested = math.inf, 0.0
for epoch in range(options.epochs):
    rng.shuffle(train)
    for features, label in train:
        learn(features, label)
    loss, accuracy = measure(tune)
    if loss < best:
        best, tested = loss, measure(test)[1]
    send(report=loss, step=epoch)

send(value=best, attrs={"test accuracy": tested})
