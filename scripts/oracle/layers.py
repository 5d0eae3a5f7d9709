"""Steps of networks with dropout, batch and layer normalization, by PyTorch in float64, for test/core/layers.test.ts.
Run: python3 -P scripts/oracle/layers.py"""
import json
from pathlib import Path

import torch
from torch import nn

torch.set_default_dtype(torch.float64)

ACTIVATIONS = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "gelu": nn.functional.gelu,
    "sigmoid": torch.sigmoid,
    "softmax": lambda z: torch.softmax(z, 1),
    "identity": lambda z: z,
}


def half_squared_error(a, y):
    return (0.5 * (y - a) ** 2).sum(1).mean()


def cross_entropy(a, y):
    return -(y * torch.log(a)).sum(1).mean()


LOSSES = {
    "half-squared-error": half_squared_error,
    "mse": nn.functional.mse_loss,
    "binary-cross-entropy": nn.functional.binary_cross_entropy,
    "cross-entropy": cross_entropy,
}

OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.01),
    "adam": lambda p: torch.optim.Adam(p, lr=0.02),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.02, weight_decay=0.1),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
}


def normalization(kind, units, epsilon, momentum):
    if kind == "batch":
        layer = nn.BatchNorm1d(units, eps=epsilon, momentum=momentum)
        nn.init.normal_(layer.running_mean)
        layer.running_var.copy_(torch.rand(units) + 0.5)
    elif kind == "layer":
        layer = nn.LayerNorm(units, eps=epsilon)
    else:
        return None
    nn.init.normal_(layer.weight)
    nn.init.normal_(layer.bias)
    return layer


class Net:
    def __init__(self, widths, hidden, output, kinds, dropout, epsilon=1e-5, momentum=0.1):
        self.hidden, self.output, self.dropout = hidden, output, dropout
        self.linear = [nn.Linear(a, b) for a, b in zip(widths, widths[1:])]
        self.normal = [normalization(k, w, epsilon, momentum) for k, w in zip([*kinds, None], widths[1:])]

    def parameters(self):
        return [p for layer in [*self.linear, *self.normal] if layer for p in layer.parameters()]

    def train(self, on):
        for layer in self.normal:
            if layer:
                layer.train(on)

    def forward(self, x, masks):
        for i, (linear, normal) in enumerate(zip(self.linear, self.normal)):
            z = linear(x)
            u = normal(z) if normal else z
            last = i == len(self.linear) - 1
            x = ACTIVATIONS[self.output if last else self.hidden](u)
            if masks and not last:
                x = x * masks[i]
        return x

    def zero_cancelled_biases(self):
        """Before batch normalization a bias has gradient 0; what PyTorch leaves is rounding, which Adam would blow up."""
        for linear, normal in zip(self.linear, self.normal):
            if isinstance(normal, nn.BatchNorm1d):
                assert linear.bias.grad.abs().max() < 1e-12
                linear.bias.grad.zero_()

    def numbers(self, of):
        layers = []
        for linear, normal in zip(self.linear, self.normal):
            values = {"weights": of(linear.weight), "biases": of(linear.bias)}
            if normal:
                values |= {"scales": of(normal.weight), "shifts": of(normal.bias)}
            layers.append(values)
        return layers

    def running(self):
        return [
            [n.running_mean.tolist(), n.running_var.tolist()] if isinstance(n, nn.BatchNorm1d) else None
            for n in self.normal
        ]


def draw_masks(net, rows):
    if not any(net.dropout):
        return None
    return [
        (torch.rand(rows, linear.out_features) >= p).double() / (1 - p)
        for linear, p in zip(net.linear, net.dropout)
    ]


def case(seed, widths, hidden, output, loss, optimizer, kinds, dropout, batches, **numbers):
    torch.manual_seed(seed)
    net = Net(widths, hidden, output, kinds, dropout, **numbers)
    rows, outputs = 9, widths[-1]
    x = torch.randn(rows, widths[0])
    y = torch.rand(rows, outputs) if output == "sigmoid" else torch.randn(rows, outputs)
    if output == "softmax":
        y = nn.functional.one_hot(torch.randint(outputs, (rows,)), outputs).double()
    told = {
        "widths": widths,
        "hidden": hidden,
        "output": output,
        "loss": loss,
        "optimizer": optimizer,
        "kinds": kinds,
        "dropout": dropout,
        **numbers,
        "start": net.numbers(lambda p: p.tolist()),
        "running": net.running(),
        "x": x.tolist(),
        "y": y.tolist(),
        "steps": [],
    }
    maker = OPTIMIZERS[optimizer](net.parameters())
    for batch in batches:
        net.train(True)
        masks = draw_masks(net, len(batch))
        value = LOSSES[loss](net.forward(x[batch], masks), y[batch])
        maker.zero_grad()
        value.backward()
        net.zero_cancelled_biases()
        gradients = net.numbers(lambda p: p.grad.tolist())
        maker.step()
        told["steps"].append(
            {
                "batch": batch,
                "masks": masks and [[m[n].tolist() for m in masks] for n in range(len(batch))],
                "loss": value.item(),
                "gradients": gradients,
                "after": net.numbers(lambda p: p.tolist()),
                "running": net.running(),
            }
        )
    net.train(False)
    with torch.no_grad():
        answers = net.forward(x, None)
        told["evaluation"] = {"outputs": answers.tolist(), "loss": LOSSES[loss](answers, y).item()}
    return told


BATCHES = [[0, 1, 2, 3], [4, 5, 6], [7, 8, 2], [3, 1, 4, 0, 5]]
NONE, BATCH, LAYER = None, "batch", "layer"

out = {
    "program": f"PyTorch {torch.__version__}",
    "cases": [
        case(1, [3, 5, 4, 2], "tanh", "identity", "mse", "sgd", [BATCH, BATCH], [0, 0], BATCHES),
        case(2, [3, 5, 4, 1], "relu", "sigmoid", "binary-cross-entropy", "adam", [BATCH, NONE], [0, 0], BATCHES),
        case(3, [3, 5, 4, 3], "gelu", "softmax", "cross-entropy", "adamw", [NONE, BATCH], [0.3, 0], BATCHES),
        case(4, [3, 5, 4, 2], "tanh", "identity", "half-squared-error", "rmsprop", [LAYER, LAYER], [0, 0], BATCHES),
        case(5, [3, 6, 4, 3], "relu", "softmax", "cross-entropy", "momentum", [LAYER, BATCH], [0.2, 0.5], BATCHES),
        case(6, [3, 5, 4, 2], "sigmoid", "identity", "mse", "adam", [NONE, NONE], [0.5, 0.25], [[0], [1], *BATCHES]),
        case(7, [3, 5, 4, 1], "gelu", "identity", "mse", "adam", [LAYER, NONE], [0.5, 0], [[2], *BATCHES]),
        case(8, [3, 4, 2], "tanh", "softmax", "cross-entropy", "sgd", [BATCH], [0.4], BATCHES, epsilon=0.01, momentum=0.3),
    ],
}
path = Path(__file__).parents[2] / "test" / "oracle" / "layers.json"
path.write_text(json.dumps(out) + "\n")
