"""Writes test/oracle/schedules.json: the learning rate of each step, by torch.optim.lr_scheduler and scikit-learn.
Run: python3 -P scripts/oracle/schedules.py (-P, since a file beside this one is called random.py)"""
import json
import random
import warnings
from pathlib import Path

import numpy as np
import sklearn
import torch
from sklearn.neural_network._stochastic_optimizers import SGDOptimizer
from torch.optim import lr_scheduler as lr

warnings.simplefilter("ignore")
random.seed(20250117)
RATE, STEPS = 0.3, 30


def optimizer():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)


def rates(schedule, of, steps=STEPS):
    found = []
    for _ in range(steps):
        found.append(of.param_groups[0]["lr"])
        of.step()
        schedule.step()
    return found


def torch_case(name, options, make, warmup=0, steps=STEPS):
    of = optimizer()
    if warmup == 0:
        schedule = make(of)
    else:
        ramp = lr.LinearLR(of, start_factor=1 / warmup, total_iters=warmup - 1)
        schedule = lr.SequentialLR(of, [ramp, make(of)], milestones=[warmup])
    return {"name": name, "options": options, "warmup": warmup, "rates": rates(schedule, of, steps)}


def inverse(power):
    of = SGDOptimizer([np.zeros(1)], learning_rate_init=RATE, lr_schedule="invscaling", power_t=power)
    found = []
    for t in range(STEPS):
        found.append(float(of.learning_rate))
        of.iteration_ends(t + 1)  # after step t + 1, counted from 1
    return {"name": "inverse", "options": {"power": power}, "warmup": 0, "rates": found}


def step(size, gamma):
    return lambda of: lr.StepLR(of, step_size=size, gamma=gamma)


def exponential(gamma):
    return lambda of: lr.ExponentialLR(of, gamma=gamma)


def cosine(length, lowest=0):
    return lambda of: lr.CosineAnnealingLR(of, T_max=length, eta_min=lowest)


def one_cycle(length, rise=0.3, first=25, last=1e4):
    return lambda of: lr.OneCycleLR(
        of, max_lr=RATE, total_steps=length, pct_start=rise, div_factor=first, final_div_factor=last, cycle_momentum=False
    )


def plateau(factor, patience, threshold, lowest):
    losses = [round(abs(random.gauss(0, 0.2)) + 2 * 0.8**min(n, 6), 3) for n in range(40)]
    of = optimizer()
    schedule = lr.ReduceLROnPlateau(
        of, factor=factor, patience=patience, threshold=threshold, min_lr=lowest, eps=0
    )
    found = []
    for loss in losses:
        found.append(of.param_groups[0]["lr"])
        schedule.step(loss)
    options = {"factor": factor, "patience": patience, "threshold": threshold, "lowest": lowest}
    return {"options": options, "losses": losses, "rates": found}


result = {
    "programs": f"PyTorch {torch.__version__}, scikit-learn {sklearn.__version__}",
    "learningRate": RATE,
    "cases": [
        torch_case("constant", {}, lambda of: lr.ConstantLR(of, factor=1)),
        torch_case("constant", {}, lambda of: lr.ConstantLR(of, factor=1), warmup=5),
        torch_case("step", {"factor": 0.5, "steps": 7}, step(7, 0.5)),
        torch_case("step", {"factor": 0.1, "steps": 4}, step(4, 0.1), warmup=6),
        torch_case("exponential", {"factor": 0.9, "steps": 1}, exponential(0.9)),
        torch_case("exponential", {"factor": 0.3, "steps": 8}, exponential(0.3 ** (1 / 8))),
        torch_case("exponential", {"factor": 0.9, "steps": 1}, exponential(0.9), warmup=4),
        torch_case("cosine", {"steps": 30}, cosine(30)),
        torch_case("cosine", {"steps": 29, "lowest": 0.01}, cosine(29, 0.01)),
        torch_case("cosine", {"steps": 25, "lowest": 0.02}, cosine(25, 0.02), warmup=5),
        torch_case("one-cycle", {"steps": 31}, one_cycle(31)),
        torch_case("one-cycle", {"steps": 40, "rise": 0.45, "first": 0.1, "last": 0.001}, one_cycle(40, 0.45, 10, 100)),
        inverse(0.5),
        inverse(0.8),
    ],
    "plateaus": [plateau(0.1, 2, 1e-4, 0), plateau(0.5, 3, 0.05, 0.02), plateau(0.3, 1, 0, 0)],
}
path = Path(__file__).parents[2] / "test" / "oracle" / "schedules.json"
path.write_text(json.dumps(result) + "\n")
