"""Range tests of the learning rate on full batches, by PyTorch in float64 and NumPy, for test/library/range-test.test.ts.
Run: python3 -P scripts/oracle/range.py"""
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
SMOOTHING, SETTLED, GROWN = 0.9, 9, 4


def case(name, seed, maker, low, high, steps):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 2))
    x, y = torch.randn(12, 3), torch.randn(12, 2)
    numbers = [{"weights": layer.weight.tolist(), "biases": layer.bias.tolist()} for layer in (net[0], net[2])]
    rates = np.geomspace(low, high, steps)
    optimizer = maker(net.parameters())
    losses, smoothed, stopped = [], [], "steps"
    for rate in rates:
        optimizer.param_groups[0]["lr"] = rate
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(net(x), y)
        if not torch.isfinite(loss):
            stopped = "divergence"
            break
        losses.append(loss.item())
        n = len(losses)
        weights = SMOOTHING ** np.arange(n - 1, -1, -1)
        smoothed.append(float(np.average(losses, weights=weights)))
        if n > SETTLED and smoothed[-1] > GROWN * min(smoothed[SETTLED:]):
            stopped = "growth"
            break
        loss.backward()
        optimizer.step()
    lowest = SETTLED + int(np.argmin(smoothed[SETTLED:]))
    slopes = np.gradient(np.array(smoothed))
    steepest = SETTLED + int(np.argmin(slopes[SETTLED:lowest]))
    return {
        "name": name,
        "from": low,
        "to": high,
        "steps": steps,
        "start": numbers,
        "x": x.tolist(),
        "y": y.tolist(),
        "rates": rates[: len(losses)].tolist(),
        "losses": losses,
        "smoothed": smoothed,
        "stoppedBy": stopped,
        "lowest": rates[lowest],
        "steepest": rates[steepest],
    }


out = {
    "program": f"PyTorch {torch.__version__}, NumPy {np.__version__}",
    "cases": [
        case("sgd", 1, lambda p: torch.optim.SGD(p, lr=1), 1e-4, 1, 120),
        case("momentum", 2, lambda p: torch.optim.SGD(p, lr=1, momentum=0.9), 1e-4, 10, 150),
        case("adam", 3, lambda p: torch.optim.Adam(p, lr=1), 1e-5, 10, 200),
    ],
}
path = Path(__file__).parents[2] / "test" / "oracle" / "range.json"
path.write_text(json.dumps(out) + "\n")
print([(c["name"], c["stoppedBy"], len(c["losses"]), c["lowest"], c["steepest"]) for c in out["cases"]])
