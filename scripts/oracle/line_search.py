# Writes test/oracle/line-search.json: steps of PyTorch's LBFGS with its strong Wolfe line search, and steps along directions as
# SciPy's line_search finds them, on a network of 3 inputs, 4 tanh units and one output.
# Usage: python3 -P scripts/oracle/line_search.py [output]   (-P: random.py beside it is not the one that NumPy means)
import json
import sys
import warnings

import numpy as np
import scipy
import torch
from scipy.optimize import line_search

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
warnings.filterwarnings("ignore")
random = np.random.default_rng(20250302)

SIZES = [3, 4, 1]
ROWS = 30
COUNT = sum(units * (fan_in + 1) for fan_in, units in zip(SIZES, SIZES[1:]))
C1, C2 = 1e-4, 0.9
HISTORY = 4
inputs = random.normal(size=(ROWS, SIZES[0]))
targets = np.sin(inputs @ random.normal(size=SIZES[0])) + 0.2 * random.normal(size=ROWS)


def loss(parameters):
    """The mean squared error; parameters in order: weights row by row, then biases, layer by layer."""
    a, at = torch.tensor(inputs), 0
    for layer, (fan_in, units) in enumerate(zip(SIZES, SIZES[1:])):
        weights = parameters[at : at + units * fan_in].reshape(units, fan_in)
        at += units * fan_in
        z = a @ weights.T + parameters[at : at + units]
        at += units
        a = torch.tanh(z) if layer == 0 else z
    return ((a - torch.tensor(targets)[:, None]) ** 2).mean()


def value(x):
    return loss(torch.tensor(x)).item()


def gradient(x):
    leaf = torch.tensor(x, requires_grad=True)
    loss(leaf).backward()
    return leaf.grad.numpy().copy()


def torch_steps(start, count):
    """Where each step ends, the gradient there, how far it went along its direction, and at how many points it looked."""
    leaf = torch.tensor(start, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [leaf],
        max_iter=1,
        history_size=HISTORY,
        tolerance_grad=0,
        tolerance_change=0,
        line_search_fn="strong_wolfe",
    )

    def closure():
        optimizer.zero_grad()
        result = loss(leaf)
        result.backward()
        return result

    state, steps = optimizer.state[leaf], []
    for _ in range(count):
        evaluations = state.get("func_evals", 0)
        optimizer.step(closure)
        after = leaf.detach().numpy().copy()
        steps.append(
            {
                "after": after.tolist(),
                "gradient": gradient(after).tolist(),
                "length": float(state["t"]),
                # Without the one at the start, which each call of step makes.
                "trials": state["func_evals"] - evaluations - 1,
            }
        )
    return {"start": start.tolist(), "gradient": gradient(start).tolist(), "steps": steps}


def searched(start, direction):
    """How far SciPy goes along a direction under both conditions."""
    length = line_search(value, gradient, start, direction, c1=C1, c2=C2)[0]
    at = start + length * direction
    return {
        "start": start.tolist(),
        "direction": direction.tolist(),
        "length": float(length),
        "loss": value(at),
        "slope": float(gradient(at) @ direction),
    }


def searches(count):
    """Directions downhill of many lengths, steepest descent and others."""
    found = []
    while len(found) < count:
        start = random.normal(size=COUNT)
        slope = gradient(start)
        direction = -slope * np.exp(random.normal(size=COUNT)) * 10 ** random.uniform(-2, 1.5)
        if line_search(value, gradient, start, direction, c1=C1, c2=C2)[0] is not None:
            found.append(searched(start, direction))
    return found


found = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "torch": torch.__version__},
    "sizes": SIZES,
    "inputs": inputs.tolist(),
    "targets": targets[:, None].tolist(),
    "c1": C1,
    "c2": C2,
    "history": HISTORY,
    "runs": [torch_steps(random.normal(size=COUNT) * scale, 25) for scale in (0.3, 0.6, 1.0)],
    "searches": searches(40),
}
path = sys.argv[1] if len(sys.argv) > 1 else "test/oracle/line-search.json"
with open(path, "w") as file:
    file.write(json.dumps(found, indent=1) + "\n")
