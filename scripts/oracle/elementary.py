# Writes test/oracle/elementary.json: the elementary functions at hard points, in 60-digit arithmetic (mpmath).
# Each case is x, the correctly rounded double y, and (exact - y) / ulp(y): enough to measure an error in ulps to three digits.
# Usage: python3 scripts/oracle/elementary.py [points per function] [output]
import json
import math
import random
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 60
EXTRA = 1500  # bits for arguments near 10^-300, where 1 + x must not lose x


def softplus(x):
    return mpmath.log1p(mpmath.exp(x))


FUNCTIONS = {
    "exp": mpmath.exp,
    "expm1": mpmath.expm1,
    "log": mpmath.log,
    "log1p": mpmath.log1p,
    "tanh": mpmath.tanh,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": softplus,
    "logSigmoid": lambda x: -softplus(-x),
    "erf": mpmath.erf,
    "erfc": mpmath.erfc,
    "normalCdf": lambda x: mpmath.erfc(-x / mpmath.sqrt(2)) / 2,
    "normalPdf": lambda x: mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi),
    "cosPi": mpmath.cospi,
}

LN2 = math.log(2)
# Where each function lives: (low, high) stretches sampled evenly, and the places around which the implementation changes its way.
STRETCHES = {
    "exp": [(-745.2, 709.79), (-1, 1), (-0.01, 0.01), (-745.2, -707.5), (708.5, 709.79)],
    "expm1": [(-45, 709.79), (-1, 1), (-0.1, 0.1), (35, 45)],
    "log": [(0, 3), (0.9, 1.1), (0.999, 1.001), (0, 1e6)],
    "log1p": [(-1, 3), (-0.1, 0.1), (0, 1e6)],
    "tanh": [(-23, 23), (-2, 2), (-0.3, 0.3)],
    "sigmoid": [(-745.2, 45), (-8, 8), (-3, 3), (-745.2, -705)],
    "softplus": [(-745.2, 50), (-8, 8), (-3, 3), (30, 45), (-45, -30)],
    "logSigmoid": [(-50, 745.2), (-8, 8)],
    "erf": [(-6.2, 6.2), (-2, 2), (-0.5, 0.5)],
    "erfc": [(-6.2, 27.3), (-2, 2), (0, 6), (26, 27.3)],
    "normalCdf": [(-38.6, 9), (-3, 3), (-6, 0), (-38.6, -37)],
    "normalPdf": [(-38.7, 38.7), (-3, 3), (37, 38.7)],
    "cosPi": [(-4, 4), (0, 1), (0.49, 0.51)],
}
EDGES = {
    "exp": [0.0, 709.782712893384, 709.7827128933841, -745.1332191019411, -745.1332191019412, -708.3964185322641, 1.0]
    + [k * LN2 / 256 for k in range(-400, 400, 7)],
    "expm1": [0.0, 0.0625, -0.0625, 40.0, -40.0, 709.782712893384] + [k * LN2 / 256 for k in range(-400, 400, 7)],
    "log": [1.0, 0.9375, 1.0625, 2.2250738585072014e-308, 5e-324, 1.7976931348623157e308, math.e]
    + [1 + (2 * k + 1) / 256 for k in range(128)] + [2.0**k for k in range(-1074, 1024, 37)],
    "log1p": [0.0, 0.0625, -0.0625, -0.9999999999999999, 1.0, 2.0**53, 1e300] + [(2 * k + 1) / 256 for k in range(128)],
    "tanh": [0.125, 1.5, 22.0, 19.0615474653984] + [(2 * k + 1) / 128 for k in range(96)],
    "sigmoid": [0.0, 2.75, -2.75, 36.7, 37.5, -745.1332191019411, -708.0] + [(2 * k + 1) / 64 for k in range(-88, 88)],
    "softplus": [0.0, 40.0, -40.0, math.log(0.0625), -708.0, -745.1332191019411],
    "logSigmoid": [0.0, 40.0, -40.0, -math.log(0.0625)],
    "erf": [0.375, 1.5, 6.0, 5.9] + [(2 * k + 1) / 32 for k in range(24)],
    "erfc": [0.375, -0.375, 1.5, 26.54, 27.2260170667, 2.0, 4.0, 8.0, 16.0] + [(2 * k + 1) / 32 for k in range(100)],
    "normalCdf": [0.0, 0.5, -0.5, -37.5, -38.4674, -0.375 * math.sqrt(2), -1.5 * math.sqrt(2)],
    "normalPdf": [0.0, 1e-9, 38.56, 37.6],
    "cosPi": [0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 2.0],
}
TINY = {"expm1", "log1p", "tanh", "erf"}  # f(x) is about x near 0: the smallest doubles matter


def inputs(name, count, rng):
    xs = []
    for edge in EDGES[name]:
        xs += [edge, math.nextafter(edge, -math.inf), math.nextafter(edge, math.inf)]
    for exponent in range(-60, 0, 4):
        xs += [math.ldexp(1 + rng.random(), exponent), -math.ldexp(1 + rng.random(), exponent)]
    if name in TINY:
        xs += [5e-324, -5e-324, 1e-310, 2.2250738585072014e-308, -1e-300, 3e-160]
    if name == "log":
        xs += [math.ldexp(1 + rng.random(), rng.randrange(-1074, 1024)) for _ in range(count // 5)]
    stretches = STRETCHES[name]
    while len(xs) < count:
        low, high = stretches[len(xs) % len(stretches)]
        xs.append(low + (high - low) * rng.random())
    domain = {"log": lambda x: x > 0, "log1p": lambda x: x > -1}.get(name, lambda x: True)
    return sorted({x for x in xs if domain(x) and math.isfinite(x)})


def nearest(value):
    """The double nearest to an mpf, subnormals and overflow included."""
    if value == 0:
        return 0.0
    exponent = max(mpmath.frexp(value)[1] - 53, -1074)
    scaled = int(mpmath.nint(mpmath.ldexp(value, -exponent)))  # nint rounds half to even
    try:
        return math.ldexp(scaled, exponent)
    except OverflowError:
        return math.copysign(math.inf, scaled)


def case(name, x):
    with mp.workprec(EXTRA if abs(x) < 1e-30 else 320):
        exact = FUNCTIONS[name](mpf(x))
    y = nearest(exact)
    if math.isinf(y):
        return [x, "Infinity" if y > 0 else "-Infinity", 0]
    with mp.workprec(EXTRA):
        return [x, y, round(float((exact - mpf(y)) / mpf(math.ulp(y))), 4)]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    out = sys.argv[2] if len(sys.argv) > 2 else "test/oracle/elementary.json"
    rng = random.Random(20240229)
    result = {"source": f"mpmath {mpmath.__version__}, 60 digits or more", "functions": {}}
    for name in FUNCTIONS:
        result["functions"][name] = [case(name, x) for x in inputs(name, count, rng)]
    powers = []
    while len(powers) < count // 2:
        base = math.ldexp(1 + rng.random(), rng.choice([-1, -1, 0, 0, 1, 7, -30, 500, -1060]))
        exponent = rng.choice([rng.randrange(5, 2000), rng.uniform(-5, 5), rng.uniform(-900, 900), -rng.randrange(2, 40)])
        with mp.workprec(EXTRA):
            exact = mpf(base) ** mpf(exponent)
            if mpf("1e-330") < exact < mpf("1e310"):
                y = nearest(exact)
                residual = 0 if math.isinf(y) else round(float((exact - mpf(y)) / mpf(math.ulp(y))), 4)
                powers.append([base, exponent, "Infinity" if math.isinf(y) else y, residual])
    result["power"] = powers
    with open(out, "w") as file:
        rows = [f'    "{n}": [\n' + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cs) + "\n    ]" for n, cs in result["functions"].items()]
        power_rows = ",\n".join(json.dumps(c, separators=(",", ":")) for c in powers)
        file.write('{\n  "source": ' + json.dumps(result["source"]) + ',\n  "functions": {\n' + ",\n".join(rows))
        file.write('\n  },\n  "power": [\n' + power_rows + "\n  ]\n}\n")


main()
