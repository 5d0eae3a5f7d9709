# Writes test/oracle/lbfgs.json: directions of L-BFGS from the dense inverse Hessian of BFGS in 50-digit arithmetic, and the
# lowest losses that SciPy's L-BFGS-B and PyTorch's LBFGS find from the same starting points.
# Usage: OMP_NUM_THREADS=1 python3 -P scripts/oracle/lbfgs.py [output]   (-P: random.py beside it is not the one that NumPy means;
# with more threads sums are rounded differently, and other networks are the first on which both programs agree)
import json
import sys

import mpmath
import numpy as np
import scipy
import torch
from mpmath import mp, mpf
from scipy.optimize import fmin_l_bfgs_b

mp.dps = 50
torch.set_default_dtype(torch.float64)
random = np.random.default_rng(20240914)


def direction(count, memory):
    """-H g with H built as a matrix: H0 = gamma I, then one BFGS update for each pair, the oldest first (6.17)."""
    root = random.normal(size=(count, count))
    hessian = root @ root.T + np.eye(count)
    pairs = []
    while len(pairs) < memory:
        step = random.normal(size=count)
        change = hessian @ step + 0.3 * random.normal(size=count)
        if step @ change > 0.1:
            pairs.append((step, change))
    gradient = random.normal(size=count)

    column = lambda values: mp.matrix([mpf(float(v)) for v in values])
    dot = lambda a, b: (a.T * b)[0]
    s, y = (column(v) for v in pairs[-1])
    inverse = dot(s, y) / dot(y, y) * mp.eye(count)
    for step, change in pairs:
        s, y = column(step), column(change)
        rho = 1 / dot(y, s)
        left = mp.eye(count) - rho * s * y.T
        inverse = left * inverse * left.T + rho * s * s.T
    expected = -(inverse * column(gradient))
    return {
        "gradient": gradient.tolist(),
        "pairs": [{"step": s.tolist(), "change": y.tolist()} for s, y in pairs],
        "direction": [float(v) for v in expected],
        "slope": float(dot(column(gradient), expected)),
    }


def lowest(loss, start):
    """The loss where SciPy and where PyTorch end, both as exact as 64 bits allow."""
    leaf = torch.tensor(start, requires_grad=True)

    def with_gradient(values):
        point = torch.tensor(values, requires_grad=True)
        value = loss(point)
        value.backward()
        return value.item(), point.grad.numpy()

    _, by_scipy, _ = fmin_l_bfgs_b(with_gradient, np.array(start), m=10, factr=1, pgtol=1e-9, maxiter=5000)
    optimizer = torch.optim.LBFGS(
        [leaf],
        max_iter=5000,
        history_size=10,
        tolerance_grad=1e-9,
        tolerance_change=0,
        line_search_fn="strong_wolfe",
    )

    def closure():
        optimizer.zero_grad()
        value = loss(leaf)
        value.backward()
        return value

    optimizer.step(closure)
    return {"scipy": float(by_scipy), "torch": loss(leaf).item()}


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def chained(start):
    return {"start": start, **lowest(rosenbrock, start)}


def network(inputs, hidden, output, rows, loss):
    """A network with tanh units; its parameters in order: weights row by row, then biases, layer by layer."""
    sizes = [inputs, *hidden, 1]
    x = random.normal(size=(rows, inputs))
    signal = np.sin(x @ random.normal(size=inputs)) + 0.3 * random.normal(size=rows)
    y = signal if output == "identity" else (signal > 0).astype(float)
    start = np.concatenate(
        [
            np.concatenate([random.uniform(-1, 1, units * fan_in) / np.sqrt(fan_in), np.zeros(units)])
            for fan_in, units in zip(sizes, sizes[1:])
        ]
    )
    inputs_tensor, targets = torch.tensor(x), torch.tensor(y)[:, None]

    def total(parameters):
        a, at = inputs_tensor, 0
        for layer, (fan_in, units) in enumerate(zip(sizes, sizes[1:])):
            weights = parameters[at : at + units * fan_in].reshape(units, fan_in)
            at += units * fan_in
            z = a @ weights.T + parameters[at : at + units]
            at += units
            a = torch.tanh(z) if layer < len(sizes) - 2 else z
        if loss == "mse":
            return ((a - targets) ** 2).mean()
        return torch.nn.functional.binary_cross_entropy_with_logits(a, targets)

    return {
        "sizes": sizes,
        "output": output,
        "loss": loss,
        "inputs": x.tolist(),
        "targets": y[:, None].tolist(),
        "start": start.tolist(),
        **lowest(total, start),
    }


def agreed(*shape):
    """The first network drawn for which both programs end in the same minimum: others have several, and paths decide."""
    while True:
        drawn = network(*shape)
        if abs(drawn["scipy"] - drawn["torch"]) <= 1e-9 * drawn["scipy"]:
            return drawn


found = {
    "versions": {
        "mpmath": mpmath.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "torch": torch.__version__,
    },
    "directions": [direction(*size) for size in [(1, 1), (2, 1), (3, 6), (5, 3), (12, 10), (40, 10)]],
    "rosenbrock": [chained([-1.2, 1.0]), chained([-1.0] * 5), chained([0.5, -0.3, 2.0])],
    "networks": [
        agreed(4, [], "sigmoid", 60, "binary-cross-entropy"),
        agreed(3, [], "identity", 25, "mse"),
        agreed(2, [2], "identity", 30, "mse"),
        agreed(3, [3], "identity", 40, "mse"),
        agreed(2, [2], "sigmoid", 60, "binary-cross-entropy"),
        agreed(2, [2, 2], "identity", 40, "mse"),
    ],
}
path = sys.argv[1] if len(sys.argv) > 1 else "test/oracle/lbfgs.json"
with open(path, "w") as file:
    file.write(json.dumps(found, indent=1) + "\n")
