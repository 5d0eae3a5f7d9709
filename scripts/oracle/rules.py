"""Writes test/oracle/rules.json: what a training step's rules do (penalties, smoothed targets, sample weights, limits of the
gradient and of the weights, decoupled decay), by PyTorch in 64 bits.
Run: python3 -P scripts/oracle/rules.py (-P, since a file beside this one is called random.py)"""
import json
import random
from pathlib import Path

import torch
from torch.nn import functional as F

random.seed(20250113)
torch.set_default_dtype(torch.float64)

WIDTHS = [3, 4, 3]
ROWS, BATCH, EPOCHS = 6, 4, 3


def draw(*shape):
    return [draw(*shape[1:]) for _ in range(shape[0])] if shape else round(random.uniform(-1.2, 1.2), 3)


def network():
    return [
        {"weights": draw(units, inputs), "biases": draw(units)}
        for inputs, units in zip(WIDTHS, WIDTHS[1:])
    ]


def rows(loss):
    inputs = draw(ROWS, WIDTHS[0])
    if loss == "cross-entropy":
        targets = [[float(k == n % WIDTHS[-1]) for k in range(WIDTHS[-1])] for n in range(ROWS)]
    elif loss == "binary-cross-entropy":
        targets = [[float(random.random() < 0.5) for _ in range(WIDTHS[-1])] for _ in range(ROWS)]
    else:
        targets = draw(ROWS, WIDTHS[-1])
    return inputs, targets


def row_losses(loss, z, y, smoothing):
    """One loss for each row, from the net inputs of the last layer."""
    if loss == "cross-entropy":
        return F.cross_entropy(z, y, label_smoothing=smoothing, reduction="none")
    if loss == "binary-cross-entropy":
        smooth = y.lerp(torch.full_like(y, 0.5), smoothing)
        return F.binary_cross_entropy(torch.sigmoid(z), smooth, reduction="none").mean(dim=1)
    if loss == "mse":
        return F.mse_loss(z, y, reduction="none").mean(dim=1)
    return 0.5 * F.mse_loss(z, y, reduction="none").sum(dim=1)


OPTIMIZERS = {
    "sgd": lambda p, o: torch.optim.SGD(
        p, lr=o["learningRate"], momentum=o.get("momentum", 0), nesterov=o.get("nesterov", False)
    ),
    "rmsprop": lambda p, o: torch.optim.RMSprop(p, lr=o["learningRate"], momentum=o.get("momentum", 0)),
    "adagrad": lambda p, o: torch.optim.Adagrad(p, lr=o["learningRate"]),
    "adam": lambda p, o: (
        torch.optim.AdamW(p, lr=o["learningRate"], weight_decay=o["weightDecay"])
        if o.get("decoupled")
        else torch.optim.Adam(p, lr=o["learningRate"], weight_decay=o.get("weightDecay", 0))
    ),
}


def scale_to(values, limit):
    """The textbook's limit / norm. torch.nn.utils.clip_grad_norm_ and torch.renorm add 1e-6 and 1e-7 to the norm."""
    norm = torch.linalg.vector_norm(values)
    return limit / norm if norm > limit else torch.ones(())


def run(case):
    layers = [(torch.tensor(l["weights"]), torch.tensor(l["biases"])) for l in case["layers"]]
    weights = [w.requires_grad_() for w, _ in layers]
    parameters = [p.requires_grad_() for layer in layers for p in layer]
    x, y = torch.tensor(case["inputs"]), torch.tensor(case["targets"])
    counts = torch.tensor(case.get("weights", [1.0] * ROWS))
    options = case["optimizer"]["options"]
    optimizer = OPTIMIZERS[case["optimizer"]["name"]](parameters, options)
    by_hand = options.get("decoupled") and case["optimizer"]["name"] != "adam"
    loss_spec, limits = case["loss"], case.get("limits", {})
    clip = limits.get("clip", {})
    losses, norms = [], []
    for _ in range(EPOCHS):
        for start in range(0, ROWS, BATCH):
            batch = slice(start, start + BATCH)
            hidden = torch.tanh(F.linear(x[batch], *layers[0]))
            z = F.linear(hidden, *layers[1])
            each = row_losses(loss_spec["name"], z, y[batch], loss_spec.get("labelSmoothing", 0))
            data = (counts[batch] * each).sum()
            if loss_spec.get("reduction") != "sum":
                data = data / len(each)
            penalty = sum(
                loss_spec.get("l1", 0) * w.abs().sum() + loss_spec.get("l2", 0) / 2 * (w**2).sum() for w in weights
            )
            loss = data + penalty
            optimizer.zero_grad()
            loss.backward()
            losses.append(loss.item())
            if "value" in clip:
                torch.nn.utils.clip_grad_value_(parameters, clip["value"])
            if "norm" in clip:
                together = torch.cat([p.grad.flatten() for p in parameters])
                norms.append(torch.linalg.vector_norm(together).item())
                factor = scale_to(together, clip["norm"])
                for p in parameters:
                    p.grad.mul_(factor)
            with torch.no_grad():
                if by_hand:
                    for p in parameters:
                        p.mul_(1 - options["learningRate"] * options["weightDecay"])
                optimizer.step()
                if "maxNorm" in limits:
                    for w in weights:
                        for row in w:
                            row.mul_(scale_to(row.clone(), limits["maxNorm"]))
    after = [{"weights": w.tolist(), "biases": b.tolist()} for w, b in layers]
    return {**case, "losses": losses, **({"norms": norms} if norms else {}), "after": after}


OUTPUT = {
    "mse": "identity",
    "half-squared-error": "identity",
    "cross-entropy": "softmax",
    "binary-cross-entropy": "sigmoid",
}


def case(title, loss, optimizer=("sgd", {"learningRate": 0.3}), counts=None, **limits):
    spec = {"name": loss} if isinstance(loss, str) else loss
    inputs, targets = rows(spec["name"])
    return {
        "title": title,
        "layers": network(),
        "output": OUTPUT[spec["name"]],
        "loss": spec,
        "inputs": inputs,
        "targets": targets,
        **({"weights": counts} if counts else {}),
        "optimizer": {"name": optimizer[0], "options": optimizer[1]},
        **({"limits": limits} if limits else {}),
    }


def momentum(**more):
    return ("sgd", {"learningRate": 0.1, "momentum": 0.9, **more})


def adam(**more):
    return ("adam", {"learningRate": 0.05, **more})


COUNTS = [1.0, 0.0, 2.5, 0.75, 3.0, 0.5]

CASES = [
    case("l1", {"name": "mse", "l1": 0.02}),
    case("l2", {"name": "half-squared-error", "l2": 0.1}),
    case("l1 and l2 with Adam, summed", {"name": "mse", "l1": 0.01, "l2": 0.05, "reduction": "sum"}, adam()),
    case("smoothed classes", {"name": "cross-entropy", "labelSmoothing": 0.1}),
    case("smoothed classes with Adam", {"name": "cross-entropy", "labelSmoothing": 0.3}, adam()),
    case("smoothed outputs", {"name": "binary-cross-entropy", "labelSmoothing": 0.2}, momentum()),
    case("sample weights", "cross-entropy", momentum(), COUNTS),
    case("sample weights, summed", {"name": "mse", "reduction": "sum"}, counts=COUNTS),
    case("weights, smoothing and penalty", {"name": "binary-cross-entropy", "labelSmoothing": 0.1, "l2": 0.1}, adam(), COUNTS),
    case("clipped by value", "half-squared-error", clip={"value": 0.1}),
    case("clipped by norm", "half-squared-error", clip={"norm": 0.5}),
    case("clipped by a norm that is not reached", "half-squared-error", clip={"norm": 1000.0}),
    case("clipped by both, with momentum", "mse", momentum(), clip={"value": 0.2, "norm": 0.3}),
    case("clipped by norm with a penalty, Adam", {"name": "mse", "l2": 0.2}, adam(weightDecay=0.1), clip={"norm": 0.1}),
    case("max-norm", "cross-entropy", maxNorm=1.1),
    case("max-norm with momentum", "mse", momentum(), maxNorm=0.9),
    case("decoupled decay", "mse", ("sgd", {"learningRate": 0.3, "weightDecay": 0.2, "decoupled": True})),
    case("decoupled decay with momentum", "mse", momentum(weightDecay=0.3, nesterov=True, decoupled=True)),
    case("decoupled decay, RMSprop", "mse", ("rmsprop", {"learningRate": 0.01, "weightDecay": 0.3, "decoupled": True})),
    case("decoupled decay, AdaGrad", "mse", ("adagrad", {"learningRate": 0.1, "weightDecay": 0.3, "decoupled": True})),
    case("decoupled decay, Adam", "mse", adam(weightDecay=0.3, decoupled=True)),
]

result = {
    "program": f"PyTorch {torch.__version__}",
    "batchSize": BATCH,
    "epochs": EPOCHS,
    "cases": [run(c) for c in CASES],
}
path = Path(__file__).parents[2] / "test" / "oracle" / "rules.json"
path.write_text(json.dumps(result) + "\n")
