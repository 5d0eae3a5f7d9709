"""What a diagnosis measures, for test/library/diagnosis.test.ts: layers by PyTorch in float64, single columns by scikit-learn,
SciPy and brute force. Run: python3 -P scripts/oracle/diagnosis.py"""
import csv
import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import scipy
import sklearn
import torch
from scipy import stats
from sklearn.tree import DecisionTreeClassifier
from torch import nn

torch.set_default_dtype(torch.float64)
ROOT = Path(__file__).parents[2]

ACTIVATIONS = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": nn.functional.leaky_relu,
    "gelu": nn.functional.gelu,
    "silu": nn.functional.silu,
    "sigmoid": torch.sigmoid,
    "softsign": nn.functional.softsign,
    "softmax": lambda z: torch.softmax(z, -1),
    "identity": lambda z: z,
}
LOSSES = {
    "mse": lambda a, y: ((a - y) ** 2).mean(),
    "binary-cross-entropy": lambda a, y: nn.functional.binary_cross_entropy(a, y),
    "cross-entropy": lambda a, y: -(y * torch.log(a)).sum(),
}


def slopes(f, u):
    u = u.detach().requires_grad_()
    f(u).sum().backward()
    return u.grad


def steepest(f):
    return slopes(f, torch.arange(-1000, 1001) * 0.01).abs().max()


def normalization(kind, units):
    if kind is None:
        return None
    layer = nn.BatchNorm1d(units) if kind == "batch" else nn.LayerNorm(units)
    nn.init.normal_(layer.weight)
    nn.init.normal_(layer.bias)
    if kind == "batch":
        nn.init.normal_(layer.running_mean)
        layer.running_var.copy_(torch.rand(units) + 0.5)
    return layer.eval()


def measure(linear, normal, f, g, loss, x, y):
    layers = len(linear)
    limits = 0.01 * steepest(f)
    sums = [dict(activation=0.0, delta=0.0, gradient=0.0) for _ in linear]
    flat = [torch.zeros(layer.out_features, dtype=torch.long) for layer in linear]
    zero = [torch.zeros(layer.out_features, dtype=torch.long) for layer in linear]
    for row, target in zip(x, y):
        signal, zs, acts = row.unsqueeze(0), [], []
        for l, (layer, norm) in enumerate(zip(linear, normal)):
            z = layer(signal)
            z.retain_grad()
            u = norm(z) if norm else z
            signal = (g if l == layers - 1 else f)(u)
            zs.append(z)
            acts.append(signal)
            if l < layers - 1:
                s = slopes(f, u)[0].abs()
                flat[l] += s < limits
                zero[l] += s == 0
        for layer in linear:
            layer.zero_grad()
        loss(signal[0], target).backward()
        for l, layer in enumerate(linear):
            sums[l]["activation"] += acts[l].abs().mean().item()
            sums[l]["delta"] += (zs[l].grad ** 2).mean().sqrt().item()
            sums[l]["gradient"] += layer.weight.grad.norm().item()
    rows = len(x)
    told = []
    for l, layer in enumerate(linear):
        hidden = l < layers - 1
        told.append(
            {name: value / rows for name, value in sums[l].items()}
            | {
                "saturated": flat[l].sum().item() / (rows * layer.out_features) if hidden else None,
                "saturatedUnits": [u for u, n in enumerate(flat[l].tolist()) if n == rows] if hidden else [],
                "deadUnits": [u for u, n in enumerate(zero[l].tolist()) if n == rows] if hidden else [],
            }
        )
    return told


def case(name, seed, widths, hidden, output, loss, kinds=None, spoil=None, rows=40):
    torch.manual_seed(seed)
    linear = [nn.Linear(a, b) for a, b in zip(widths, widths[1:])]
    for layer in linear:
        nn.init.xavier_normal_(layer.weight)
        nn.init.normal_(layer.bias, std=0.1)
    kinds = kinds or [None] * (len(widths) - 2)
    normal = [normalization(k, w) for k, w in zip([*kinds, None], widths[1:])]
    if spoil:
        with torch.no_grad():
            spoil(linear)
    x = torch.randn(rows, widths[0])
    outputs = widths[-1]
    if output == "softmax":
        y = nn.functional.one_hot(torch.randint(outputs, (rows,)), outputs).double()
    else:
        y = (torch.rand(rows, outputs) < 0.5).double() if output == "sigmoid" else torch.randn(rows, outputs)
    numbers = []
    for layer, norm in zip(linear, normal):
        values = {"weights": layer.weight.tolist(), "biases": layer.bias.tolist()}
        if norm:
            values |= {"scales": norm.weight.tolist(), "shifts": norm.bias.tolist()}
        if isinstance(norm, nn.BatchNorm1d):
            values |= {"runningMeans": norm.running_mean.tolist(), "runningVariances": norm.running_var.tolist()}
        numbers.append(values)
    return {
        "name": name,
        "inputs": widths[0],
        "hidden": hidden,
        "output": output,
        "loss": loss,
        "kinds": kinds,
        "layers": numbers,
        "x": x.tolist(),
        "y": y.tolist(),
        "expected": measure(linear, normal, ACTIVATIONS[hidden], ACTIVATIONS[output], LOSSES[loss], x, y),
    }


def dead_unit(linear):
    linear[0].bias[2] = -1000


def dead_layer(linear):
    linear[1].bias.fill_(-1000)


def times(layers, factor):
    def spoil(linear):
        for l in layers:
            linear[l].weight.mul_(factor)

    return spoil


def always_on(linear):
    linear[0].bias[1] = 12


cases = [
    case("healthy tanh", 1, [4, 8, 6, 3], "tanh", "softmax", "cross-entropy"),
    case("healthy relu", 2, [4, 12, 8, 1], "relu", "sigmoid", "binary-cross-entropy"),
    case("healthy gelu", 3, [4, 12, 8, 2], "gelu", "identity", "mse"),
    case("healthy silu", 4, [4, 6, 2], "silu", "identity", "mse"),
    case("healthy softsign", 5, [4, 6, 2], "softsign", "identity", "mse"),
    case("healthy batch", 6, [4, 8, 6, 3], "tanh", "softmax", "cross-entropy", ["batch", "batch"]),
    case("dead behind layer normalization", 7, [4, 8, 6, 1], "relu", "identity", "mse", ["layer", None]),
    case("dead unit", 8, [4, 6, 5, 2], "relu", "identity", "mse", spoil=dead_unit),
    case("dead layer", 9, [4, 6, 5, 2], "relu", "identity", "mse", spoil=dead_layer),
    case("saturated layer", 10, [4, 8, 6, 3], "sigmoid", "softmax", "cross-entropy", spoil=times([0], 40)),
    case("saturated unit", 11, [4, 6, 5, 2], "tanh", "identity", "mse", spoil=always_on),
    case("vanishing", 12, [3, *[4] * 50, 1], "sigmoid", "sigmoid", "binary-cross-entropy"),
    case("exploding", 13, [3, *[6] * 8, 1], "leaky-relu", "identity", "mse", spoil=times(range(9), 6)),
]


def table(name):
    with open(ROOT / "examples" / f"{name}.csv") as file:
        head, *rows = csv.reader(file)
    names = [column for column in head if column != "target"]
    columns = {c: np.array([float(row[head.index(c)]) for row in rows]) for c in names}
    return columns, np.array([row[head.index("target")] for row in rows])


def best_cuts(x, y):
    """The best accuracy with as many intervals as there are classes, by trying every set of cuts."""
    classes, codes = np.unique(y, return_inverse=True)
    values = np.unique(x)
    counts = np.zeros((len(values) + 1, len(classes)), dtype=int)
    for value, code in zip(np.searchsorted(values, x), codes):
        counts[value + 1, code] += 1
    total = counts.cumsum(0)
    best = 0
    for cuts in combinations(range(1, len(values)), len(classes) - 1):
        ends = [0, *cuts, len(values)]
        best = max(best, sum((total[b] - total[a]).max() for a, b in zip(ends, ends[1:])))
    return best / len(y)


def stump(x, y):
    tree = DecisionTreeClassifier(max_depth=1).fit(x[:, None], y)
    return tree.score(x[:, None], y)


def squared(x, y):
    y = y.astype(float)
    return max(stats.pearsonr(x, y)[0] ** 2, stats.spearmanr(x, y)[0] ** 2)


cancer, malignant = table("breast_cancer")
wine, cultivar = table("wine")
diabetes, progression = table("diabetes")
singles = {
    "breast_cancer": {c: best_cuts(x, malignant) for c, x in cancer.items()},
    "wine": {c: best_cuts(x, cultivar) for c, x in wine.items()},
    "diabetes": {c: squared(x, progression) for c, x in diabetes.items()},
}
stumps = {c: stump(x, malignant) for c, x in cancer.items()}

out = {
    "programs": f"PyTorch {torch.__version__}, scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, Python {sys.version.split()[0]}",
    "cases": cases,
    "singles": singles,
    "stumps": stumps,
}
(ROOT / "test" / "oracle" / "diagnosis.json").write_text(json.dumps(out) + "\n")
