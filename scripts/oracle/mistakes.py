"""The deck's first step with each known mistake, by plain arithmetic with no code of Paso: test/oracle/mistakes.json."""

import json
import math
import os


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def deck_step(mistake):
    inputs, targets, rate = [0.05, 0.10], [0.01, 0.99], 0.5
    hidden, output = [[0.15, 0.20], [0.25, 0.30]], [[0.40, 0.45], [0.50, 0.55]]
    bias_hidden, bias_output = [0.35, 0.35], [0.60, 0.60]
    if mistake == "transposed":
        hidden = [list(column) for column in zip(*hidden)]
    scale = {"mean": 0.5, "whole-square": 2}.get(mistake, 1)

    def forward(hidden, output, bias_hidden, bias_output):
        net_h = [sum(w * x for w, x in zip(row, inputs)) + b for row, b in zip(hidden, bias_hidden)]
        out_h = [sigmoid(z) for z in net_h]
        net_o = [sum(w * x for w, x in zip(row, out_h)) + b for row, b in zip(output, bias_output)]
        out_o = [sigmoid(z) for z in net_o]
        losses = [scale * 0.5 * (y - a) ** 2 for y, a in zip(targets, out_o)]
        return net_h, out_h, net_o, out_o, losses

    net_h, out_h, net_o, out_o, losses = forward(hidden, output, bias_hidden, bias_output)

    def slope(z, a):
        if mistake == "no-slope":
            return 1
        return z * (1 - z) if mistake == "slope-of-sum" else a * (1 - a)

    delta_o = [scale * (a - y) * slope(z, a) for y, a, z in zip(targets, out_o, net_o)]
    grad_o = [[d * x for x in out_h] for d in delta_o]
    sign = 1 if mistake == "uphill" else -1
    output_after = [[w + sign * rate * g for w, g in zip(row, grads)] for row, grads in zip(output, grad_o)]
    used = output_after if mistake == "too-early" else output
    delta_h = [
        sum(used[k][j] * delta_o[k] for k in range(2)) * slope(net_h[j], out_h[j]) for j in range(2)
    ]
    grad_h = [[d * x for x in inputs] for d in delta_h]
    hidden_after = [[w + sign * rate * g for w, g in zip(row, grads)] for row, grads in zip(hidden, grad_h)]
    if mistake == "per-neuron-biases":
        bias_hidden = [b - rate * d for b, d in zip(bias_hidden, delta_h)]
        bias_output = [b - rate * d for b, d in zip(bias_output, delta_o)]
    if mistake == "shared-biases":
        bias_hidden = [bias_hidden[0] - rate * sum(delta_h)] * 2
        bias_output = [bias_output[0] - rate * sum(delta_o)] * 2
    after = forward(hidden_after, output_after, bias_hidden, bias_output)[4]
    return {
        "net_h": net_h,
        "out_h": out_h,
        "loss": sum(losses),
        "gradients": [g for rows in (grad_h, grad_o) for row in rows for g in row],
        "weights": [w for rows in (hidden_after, output_after) for row in rows for w in row],
        "loss_after": sum(after),
    }


NAMES = [
    "too-early",
    "per-neuron-biases",
    "shared-biases",
    "transposed",
    "mean",
    "whole-square",
    "no-slope",
    "slope-of-sum",
    "uphill",
]

path = os.path.join(os.path.dirname(__file__), "../../test/oracle/mistakes.json")
with open(path, "w") as file:
    json.dump({name: deck_step(name) for name in NAMES}, file, indent=1)
    file.write("\n")
