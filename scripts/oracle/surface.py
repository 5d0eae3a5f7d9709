"""Expected losses, slopes and minima over two weights for test/core/loss-plane.test.ts, from NumPy and SciPy; of a batch with a penalty from PyTorch. Run: python3 -P scripts/oracle/surface.py"""
import json
import platform
from pathlib import Path

import numpy
import scipy
import torch
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


def batch_case():
    """A batch of three rows, tanh and softmax, cross-entropy's mean, with L2 and L1 of all weights."""
    inputs = [[0.5, -1.0, 0.25], [-0.75, 0.4, 1.5], [1.0, 0.3, -0.6]]
    targets = [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
    hidden, hidden_bias = [[0.3, -0.2, 0.5], [-0.4, 0.1, 0.6]], [0.05, -0.15]
    output, output_bias = [[0.7, -0.3], [0.2, 0.9], [-0.6, 0.4]], [0.1, 0.0, -0.2]
    l2, l1 = 0.05, 0.02
    tensor = lambda values: torch.tensor(values, dtype=torch.float64)

    def at(x, y):
        w, v = tensor(hidden), tensor(output)
        x, y = (tensor(value).requires_grad_() for value in (x, y))
        w, v = w.index_put((torch.tensor(0), torch.tensor(1)), x), v.index_put((torch.tensor(2), torch.tensor(0)), y)
        logits = torch.tanh(tensor(inputs) @ w.T + tensor(hidden_bias)) @ v.T + tensor(output_bias)
        data = -(tensor(targets) * torch.log_softmax(logits, 1)).sum(1).mean()
        loss = data + sum(l2 / 2 * (layer**2).sum() + l1 * layer.abs().sum() for layer in (w, v))
        loss.backward()
        return {"at": [x.item(), y.item()], "loss": loss.item(), "slope": [x.grad.item(), y.grad.item()]}

    return {
        "inputs": inputs, "targets": targets, "hidden": hidden, "hiddenBias": hidden_bias, "output": output,
        "outputBias": output_bias, "l2": l2, "l1": l1, "pair": [(0, 0, 1), (1, 2, 0)],
        "points": [at(-0.2, -0.6), at(1.5, -2.0), at(-3.0, 0.25)],
    }


OUT = Path(__file__).parents[2] / "test/oracle/surface.json"
made = f"numpy {numpy.__version__}, scipy {scipy.__version__}, torch {torch.__version__}, Python {platform.python_version()}"
OUT.write_text(json.dumps({"made": made, "cases": CASES, "batch": batch_case()}, indent=1) + "\n")
