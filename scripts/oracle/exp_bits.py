# Writes test/oracle/exp-bits.json: a hash over the bits of e^x at 10,000 seeded points. Python repeats the operations of
# src/math/elementary/exponential.ts in their order, on its own doubles and with a table from mpmath: plain IEEE arithmetic in a
# fixed order gives the same bits in any program that follows the standard, and so in any JavaScript engine.
# Usage: python3 scripts/oracle/exp_bits.py
import json
import math
import platform
import struct

import mpmath

mpmath.mp.prec = 300
LN2 = mpmath.log(2)
LN2_HIGH = float(LN2)
LN2_LOW = float(LN2 - mpmath.mpf(LN2_HIGH))
STEP_HIGH = math.floor(LN2_HIGH * 2.0**33) * 2.0**-40
STEP_LOW = (LN2_HIGH - STEP_HIGH * 128 + LN2_LOW) / 128


def root(j):
    exact = mpmath.mpf(2) ** (mpmath.mpf(j) / 128)
    high = float(exact)
    low = struct.unpack("<f", struct.pack("<f", float(exact - mpmath.mpf(high))))[0]
    return high, low


ROOTS = [root(j) for j in range(128)]


def exp(x):
    k = int(x * (128 / LN2_HIGH) + 6755399441055744.0 - 6755399441055744.0)
    r = x - k * STEP_HIGH - k * STEP_LOW
    p = r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))))
    high, low = ROOTS[k % 128]
    value = high + (low + high * p)
    n = k // 128
    if n < -1018:
        return value * 2.0 ** (n + 200) * 2.0**-200
    return value * 2.0**1000 * 2.0 ** (n - 1000) if n > 1020 else value * 2.0**n


def points(count):
    """The fractions of the multiples of the golden ratio, in 32 bits, stretched over [-745, 709)."""
    return [(i * 2654435769 % 2**32) / 2.0**32 * 1454 - 745 for i in range(count)]


digest = 2166136261
for x in points(10000):
    for word in struct.unpack("<II", struct.pack("<d", exp(x))):
        digest = (digest ^ word) * 16777619 % 2**32  # FNV-1a over words
with open("test/oracle/exp-bits.json", "w") as file:
    json.dump({"source": f"Python {platform.python_version()}, mpmath {mpmath.__version__}", "hash": digest}, file)
    file.write("\n")
