"""Expected losses, slopes and minima over two weights for test/core/loss-plane.test.ts, from NumPy and SciPy. Run: python3 -P scripts/oracle/surface.py"""
import json
import platform
from pathlib import Path

import numpy
import scipy
from scipy.optimize import minimize, minimize_scalar

INPUTS, TARGETS = numpy.array([0.05, 0.10]), numpy.array([0.01, 0.99])
HIDDEN = numpy.array([[0.15, 0.20], [0.25, 0.30]])
OUTPUT = numpy.array([[0.40, 0.45], [0.50, 0.55]])


def sigmoid(z):
    return 1 / (1 + numpy.exp(-z))


def loss(hidden, output):
    out_h = sigmoid(hidden @ INPUTS + 0.35)
    out_o = sigmoid(output @ out_h + 0.60)
    return 0.5 * ((TARGETS - out_o) ** 2).sum()


def with_weights(pair, x, y):
    """pair: (layer, to, from) of each."""
    layers = [HIDDEN.copy(), OUTPUT.copy()]
    for (layer, to, source), value in zip(pair, (x, y)):
        layers[layer][to, source] = value
    return loss(*layers)


def slope(pair, x, y):
    """By complex steps, exact to the last digits."""
    h = 1e-200
    layers = lambda dx, dy: with_complex(pair, x + 1j * dx, y + 1j * dy)
    return [layers(h, 0).imag / h, layers(0, h).imag / h]


def with_complex(pair, x, y):
    layers = [HIDDEN.astype(complex), OUTPUT.astype(complex)]
    for (layer, to, source), value in zip(pair, (x, y)):
        layers[layer][to, source] = value
    return loss(*layers)


def case(pair, points, box):
    start = [[HIDDEN, OUTPUT][layer][to, source] for layer, to, source in pair]
    best = minimize(lambda p: with_weights(pair, *p), start, bounds=[box, box], method="L-BFGS-B", options={"ftol": 1e-15, "gtol": 1e-12})
    g = slope(pair, *start)
    ray = lambda rate: with_weights(pair, start[0] - rate * g[0], start[1] - rate * g[1])
    low = minimize_scalar(ray, bounds=(0, 2000), method="bounded", options={"xatol": 1e-6})
    return {
        "pair": pair, "start": start, "box": box,
        "points": [{"at": [x, y], "loss": with_weights(pair, x, y), "slope": slope(pair, x, y)} for x, y in points],
        "minimum": best.fun,
        "low": {"rate": low.x, "loss": low.fun},
    }


POINTS = [(0.4, 0.5), (-3.5, 1.5), (2.0, -4.0), (-8.0, 6.0)]
CASES = [
    case([(1, 0, 0), (1, 1, 0)], POINTS, [-12, 12]),
    case([(0, 0, 0), (1, 0, 1)], POINTS, [-6, 6]),
]
OUT = Path(__file__).parents[2] / "test/oracle/surface.json"
made = f"numpy {numpy.__version__}, scipy {scipy.__version__}, Python {platform.python_version()}"
OUT.write_text(json.dumps({"made": made, "cases": CASES}, indent=1) + "\n")
