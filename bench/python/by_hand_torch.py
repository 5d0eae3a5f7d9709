"""PyTorch as its experts write it where each microsecond counts: no autograd, all results in place, the update in the product."""

import torch


def load(threads):
    torch.set_num_threads(threads)
    torch.set_grad_enabled(False)
    return Library()


class Library:
    version = torch.__version__

    def prepare(self, problem, inputs, targets, layers):
        return Trainer(problem, *map(torch.from_numpy, (inputs, targets)), layers)


class Trainer:
    def __init__(self, problem, inputs, targets, layers):
        self.classes = problem["arithmetic"] == "classes"
        self.squares = problem["arithmetic"] == "squares"
        batch = problem["batch"]
        self.xs, self.ys = inputs.split(batch), targets.split(batch)
        self.rate = problem["rate"] / batch
        # [from][to]: the layout in which all three products read whole rows.
        self.weights = [torch.from_numpy(weights).t().contiguous() for weights, _ in layers]
        self.biases = [torch.from_numpy(biases) for _, biases in layers]
        like = self.weights[0]
        self.outputs = [like.new_empty(batch, len(bias)) for bias in self.biases]
        self.deltas = [like.new_empty(batch, len(bias)) for bias in self.biases]

    def train(self, steps):
        for step in range(steps):
            at = step % len(self.xs)
            self.step(self.xs[at], self.ys[at])

    def forward(self, x, outputs):
        last = len(self.weights) - 1
        for layer, (weights, biases) in enumerate(zip(self.weights, self.biases)):
            x = torch.addmm(biases, x, weights, out=outputs[layer])
            if not self.classes:
                x.sigmoid_()
            elif layer < last:
                x.relu_()
            else:
                torch.softmax(x, 1, out=x)
        return x

    def step(self, x, y):
        self.forward(x, self.outputs)
        delta = torch.sub(self.outputs[-1], y, out=self.deltas[-1])
        if self.squares:
            delta.mul_(self.slope(self.outputs[-1]))
        for layer in range(len(self.weights) - 1, -1, -1):
            weights = self.weights[layer]
            given = self.outputs[layer - 1] if layer > 0 else x
            if layer > 0:
                below = torch.mm(delta, weights.t(), out=self.deltas[layer - 1])
                below.mul_(given > 0 if self.classes else self.slope(given))
            weights.addmm_(given.t(), delta, alpha=-self.rate)
            self.biases[layer].sub_(delta.sum(0), alpha=self.rate)
            if layer > 0:
                delta = below

    @staticmethod
    def slope(a):
        return a - a * a

    def predict(self, inputs):
        x = torch.from_numpy(inputs)
        outputs = [x.new_empty(len(x), len(bias)) for bias in self.biases]
        return self.forward(x, outputs).numpy()
