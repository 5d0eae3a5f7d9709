# Writes test/oracle/random.json: the Mersenne Twister of Python's own `random` module, and xoshiro128** and SplitMix64 from their
# public definitions (https://prng.di.unimi.it), with the draws of NumPy's RandomState written out from its documentation.
# Usage: python3 scripts/oracle/random.py
import json
import platform
import random

import mpmath

mpmath.mp.dps = 40


def twister_words(seed):
    """init_genrand of Matsumoto and Nishimura (2002): what RandomState(seed) starts from."""
    words = [seed]
    for i in range(1, 624):
        words.append((1812433253 * (words[-1] ^ (words[-1] >> 30)) + i) % 2**32)
    return words


class Twister:
    """Python's `random` module put into the state that a legacy seed gives."""

    def __init__(self, seed):
        self.source = random.Random()
        self.source.setstate((3, tuple(twister_words(seed)) + (624,), None))

    def bits(self):
        return self.source.getrandbits(32)

    def next(self):
        return self.source.random()


class Xoshiro:
    def __init__(self, seed):
        self.s = []
        for _ in range(2):
            seed = (seed + 0x9E3779B97F4A7C15) % 2**64
            z = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % 2**64
            z ^= z >> 31
            self.s += [z % 2**32, z >> 32]

    def bits(self):
        def rotl(x, k):
            return ((x << k) | (x >> (32 - k))) % 2**32

        s = self.s
        result = rotl(s[1] * 5 % 2**32, 7) * 9 % 2**32
        t = (s[1] << 9) % 2**32
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 11)
        return result

    def next(self):
        a, b = self.bits() >> 5, self.bits() >> 6
        return (a * 67108864 + b) / 9007199254740992


def integer(g, below):
    largest = below - 1
    mask = 2 ** largest.bit_length() - 1
    while largest:
        drawn = g.bits() & mask
        if drawn <= largest:
            return drawn
    return 0


def normals(g, count):
    out = []
    while len(out) < count:
        x, y = 2 * g.next() - 1, 2 * g.next() - 1
        square = x * x + y * y
        if 0 < square < 1:
            factor = mpmath.sqrt(-2 * mpmath.log(mpmath.mpf(square)) / mpmath.mpf(square))
            out += [float(factor * y), float(factor * x)]
    return out[:count]


def permutation(g, n):
    order = list(range(n))
    for i in reversed(range(1, n)):
        j = integer(g, i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def case(algorithm, seed):
    make = Twister if algorithm == "mt19937" else Xoshiro
    g = make(seed)
    bits = [g.bits() for _ in range(1400)]
    below = [1, 2, 3, 10, 1000, 2**31 + 1, 2**32]
    h = make(seed)
    return {
        "algorithm": algorithm,
        "seed": seed,
        "bits": bits[:8],
        "late bits": bits[-4:],  # past two renewals of the twister's block
        "next": (lambda g: [g.next() for _ in range(8)])(make(seed)),
        "below": below,
        "integers": [integer(h, b) for b in below for _ in range(3)],
        "normals": normals(make(seed), 9),
        "permutation": permutation(make(seed), 25),
    }


cases = [case("mt19937", s) for s in (0, 1, 42, 5489, 2**32 - 1)]
cases += [case("xoshiro128**", s) for s in (0, 1, 42, 123456789, 2**53 - 1)]
source = f"Python {platform.python_version()} random module; mpmath {mpmath.__version__}, 40 digits, for the logarithm"
with open("test/oracle/random.json", "w") as file:
    json.dump({"source": source, "cases": cases}, file, indent=1)
    file.write("\n")
