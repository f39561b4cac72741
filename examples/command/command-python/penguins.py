"""The penguins of a CSV file: their sex is to be told from their species and four measures."""
import csv
import random

SPECIES = ["Adelie", "Chinstrap", "Gentoo"]
MEASURES = ["culmen_length_mm", "culmen_depth_mm", "flipper_length_mm", "body_mass_g"]


def load(path):
    """Three lists of (features, label), to train on, to tune on and to test on: standardised, always the same."""
    with open(path, newline="") as file:
        penguins = [row for row in csv.DictReader(file) if row["sex"] in ("MALE", "FEMALE")]
    random.Random(0).shuffle(penguins)
    measured = [[float(row[name]) for name in MEASURES] for row in penguins]
    a, b = len(penguins) * 6 // 10, len(penguins) * 8 // 10
    for column in range(len(MEASURES)):
        seen = [row[column] for row in measured[:a]]
        mean = sum(seen) / len(seen)
        deviation = (sum((x - mean) ** 2 for x in seen) / len(seen)) ** 0.5
        for row in measured:
            row[column] = (row[column] - mean) / deviation
    rows = []
    for penguin, measures in zip(penguins, measured):
        one_hot = [float(penguin["species"].startswith(name)) for name in SPECIES]
        rows.append((measures + one_hot, float(penguin["sex"] == "MALE")))
    return rows[:a], rows[a:b], rows[b:]
