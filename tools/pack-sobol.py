"""Writes packages/core/src/math/sobol-numbers.ts out of scipy's copy of Joe and Kuo's new-joe-kuo-6.21201.

Run it with a Python that has scipy: python tools/pack-sobol.py > packages/core/src/math/sobol-numbers.ts

Of each dimension from the second on, in order, the bits are: those of the primitive polynomial between its first and its last
(both 1), highest first; then of each initial number m_k, odd and below 2^k, for k = 2 .. degree, the k - 1 bits above the lowest,
highest first. m_1 is 1. Six bits make one character of base64. Polynomials come by ascending degree, so that the number of
dimensions of each degree says where one ends.
"""

from collections import Counter
from pathlib import Path

import numpy as np
import scipy.stats

DIMENSIONS = 1024
WIDTH = 112
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

table = np.load(Path(scipy.stats.__file__).with_name("_sobol_direction_numbers.npz"))
bits = ""
degrees = []
for polynomial, initial in zip(table["poly"][1:DIMENSIONS], table["vinit"][1:DIMENSIONS]):
    degree = int(polynomial).bit_length() - 1
    degrees.append(degree)
    bits += format(int(polynomial), "b")[1:-1]
    for k in range(2, degree + 1):
        bits += format(int(initial[k - 1]), f"0{k}b")[:-1]
assert degrees == sorted(degrees)
bits += "0" * (-len(bits) % 24)
text = "".join(ALPHABET[int(bits[i : i + 6], 2)] for i in range(0, len(bits), 6))
counts = Counter(degrees)

print("/** How many dimensions, from the second on, have a polynomial of degree 1, 2, 3, ... */")
print(f"export const DIMENSIONS_OF_DEGREE: readonly number[] = {[counts[d] for d in range(1, max(degrees) + 1)]}")
print()
print("/**")
print(" * Primitive polynomials and initial direction numbers of Joe & Kuo (2008), search criterion 6, for 1,024 dimensions: base64 of")
print(" * the bits that tools/pack-sobol.py describes.")
print(" */")
print("export const PACKED_NUMBERS: string = /* @__PURE__ */ [")
for i in range(0, len(text), WIDTH):
    print(f'  "{text[i : i + WIDTH]}",')
print('].join("")')
