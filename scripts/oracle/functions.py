# Writes test/oracle/functions.json: activations and losses with their derivatives, in high-precision arithmetic (mpmath).
# The functions are told in their textbook form and the derivatives are taken numerically, so that nothing is shared with src/math.
# Usage: python3 scripts/oracle/functions.py [output]
import json
import random
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 700  # the tails near |z| = 700 are 10^-304 beside 1

ALPHA = mpf("1.6732632423543772848170429916717")
SCALE = mpf("1.0507009873554804934193349852946")


def sigmoid(z):
    return 1 / (1 + mpmath.exp(-z))


def softplus(z):
    return mpmath.log(1 + mpmath.exp(z))


# name: (function, parameters, derivative at 0 where the function has a corner there: PyTorch's choice)
ACTIVATIONS = [
    ("identity", lambda z: z, {}, None),
    ("sigmoid", sigmoid, {}, None),
    ("tanh", mpmath.tanh, {}, None),
    ("relu", lambda z: z if z > 0 else mpf(0), {}, 0),
    ("leaky-relu", lambda z: z if z > 0 else mpf(0.01) * z, {"slope": 0.01}, 0.01),
    ("leaky-relu", lambda z: z if z > 0 else mpf(0.25) * z, {"slope": 0.25}, 0.25),
    ("elu", lambda z: z if z > 0 else mpmath.exp(z) - 1, {"alpha": 1}, 1),
    ("elu", lambda z: z if z > 0 else mpf(1.7) * (mpmath.exp(z) - 1), {"alpha": 1.7}, 1.7),
    ("selu", lambda z: SCALE * (z if z > 0 else ALPHA * (mpmath.exp(z) - 1)), {}, float(SCALE * ALPHA)),
    ("gelu", lambda z: z * mpmath.erfc(-z / mpmath.sqrt(2)) / 2, {}, None),
    (
        "gelu-tanh",
        lambda z: z / 2 * (1 + mpmath.tanh(mpmath.sqrt(2 / mp.pi) * (z + mpf("0.044715") * z**3))),
        {},
        None,
    ),
    ("silu", lambda z: z * sigmoid(z), {}, None),
    ("softplus", softplus, {}, None),
    ("softsign", lambda z: z / (1 + abs(z)), {}, 1),
    ("mish", lambda z: z * mpmath.tanh(softplus(z)), {}, None),
]


def squared(y, a, k):
    return (y[k] - a[k]) ** 2


def huber(delta):
    def term(y, a, k):
        size = abs(y[k] - a[k])
        return (size**2 / 2 if size <= delta else delta * (size - delta / 2)) / len(y)

    return term


def xlogy(x, y):
    return mpf(0) if x == 0 else x * mpmath.log(y)


def binary(y, p, count):
    return -(xlogy(y, p) + xlogy(1 - y, 1 - p)) / count


def softmax(z):
    total = sum(mpmath.exp(x) for x in z)
    return [mpmath.exp(x) / total for x in z]


# name: (term of output k, parameters, what kind of outputs and targets)
LOSSES = [
    ("half-squared-error", lambda y, a, k: squared(y, a, k) / 2, {}, "real"),
    ("mse", lambda y, a, k: squared(y, a, k) / len(y), {}, "real"),
    ("mae", lambda y, a, k: abs(y[k] - a[k]) / len(y), {}, "real"),
    ("huber", huber(mpf(1)), {"delta": 1}, "real"),
    ("huber", huber(mpf(0.3)), {"delta": 0.3}, "real"),
    ("binary-cross-entropy", lambda y, a, k: binary(y[k], a[k], len(y)), {}, "probability"),
    ("cross-entropy", lambda y, a, k: -xlogy(y[k], a[k]), {}, "distribution"),
    ("binary-cross-entropy-from-logits", lambda y, a, k: binary(y[k], sigmoid(a[k]), len(y)), {}, "logit"),
    ("cross-entropy-from-logits", lambda y, a, k: -xlogy(y[k], softmax(a)[k]), {}, "logits"),
]

rng = random.Random(20240601)


def nearest(x):
    return float(x)


def slope(f, x, at_corner):
    if x == 0 and at_corner is not None:
        return at_corner
    return nearest(mpmath.diff(f, x))


def activation_cases():
    points = [0.0] + [sign * 10.0**-k for k in (1, 2, 3, 5, 8, 12, 20) for sign in (1, -1)]
    points += [sign * x for x in (1.0, 19.0, 20.0, 21.0, 40.0, 100.0, 300.0, 690.0) for sign in (1, -1)]
    points += [rng.uniform(-3, 3) for _ in range(40)] + [rng.uniform(-30, 30) for _ in range(30)]
    for name, f, parameters, at_corner in ACTIVATIONS:
        rows = [[z, nearest(f(mpf(z))), slope(f, mpf(z), at_corner)] for z in points]
        yield {"name": name, "parameters": parameters, "rows": rows}


def distribution(width):
    cuts = [0] + sorted(rng.sample(range(1, 2**20), width - 1)) + [2**20]
    return [(b - a) / 2**20 for a, b in zip(cuts, cuts[1:])]  # sums to 1 exactly


def one_hot(width):
    chosen = rng.randrange(width)
    return [1.0 if k == chosen else 0.0 for k in range(width)]


def targets_and_outputs(kind, width):
    if kind == "real":
        return [rng.gauss(0, 1) for _ in range(width)], [rng.gauss(0, 1) for _ in range(width)]
    if kind == "probability":
        return [rng.choice([0.0, 1.0, rng.random()]) for _ in range(width)], [rng.random() ** 3 for _ in range(width)]
    if kind == "distribution":
        return rng.choice([one_hot, distribution])(width), distribution(width)
    spread = rng.choice([1, 10, 300])
    outputs = [rng.uniform(-spread, spread) for _ in range(width)]
    if kind == "logit":
        return [rng.choice([0.0, 1.0, rng.random()]) for _ in range(width)], outputs
    return rng.choice([one_hot, distribution])(width), outputs


def loss_cases():
    for name, term, parameters, kind in LOSSES:
        rows = []
        widths = [2, 3, 5] if kind in ("distribution", "logits") else [1, 2, 3, 5]
        for width in widths * 8:
            targets, outputs = targets_and_outputs(kind, width)
            y, a = [mpf(x) for x in targets], [mpf(x) for x in outputs]
            terms = [nearest(term(y, a, k)) for k in range(width)]

            def total(x, k):
                moved = [x if j == k else a[j] for j in range(width)]
                return sum(term(y, moved, j) for j in range(width))

            slopes = [nearest(mpmath.diff(lambda x, k=k: total(x, k), a[k])) for k in range(width)]
            rows.append({"targets": targets, "outputs": outputs, "terms": terms, "derivatives": slopes})
        yield {"name": name, "parameters": parameters, "rows": rows}


def softmax_cases():
    for width in (2, 3, 4, 7) * 4:
        spread = rng.choice([1, 10, 300, 2000])
        z = [rng.uniform(-spread, spread) for _ in range(width)]
        exact = [mpf(x) for x in z]

        def moved(x, k, j):
            return softmax([x if i == j else exact[i] for i in range(width)])[k]

        jacobian = [
            [nearest(mpmath.diff(lambda x, k=k, j=j: moved(x, k, j), exact[j])) for j in range(width)]
            for k in range(width)
        ]
        yield {"z": z, "a": [nearest(x) for x in softmax(exact)], "jacobian": jacobian}


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "test/oracle/functions.json"
    result = {
        "source": f"mpmath {mpmath.__version__}, {mp.dps} digits; derivatives by mpmath.diff; rounded to the nearest double",
        "activations": list(activation_cases()),
        "softmax": list(softmax_cases()),
        "losses": list(loss_cases()),
    }
    with open(path, "w") as out:
        json.dump(result, out, separators=(",", ":"))
        out.write("\n")


main()
