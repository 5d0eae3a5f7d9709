"""scikit-learn: MLPClassifier.fit with plain gradient descent, its rows in order. Two sigmoid outputs are labels to it."""

import warnings

import numpy
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

warnings.simplefilter("ignore", ConvergenceWarning)


def load(threads):
    return Library()


class Library:
    version = sklearn.__version__

    def prepare(self, problem, inputs, targets, layers):
        return Trainer(problem, inputs, targets, layers)


class Trainer:
    def __init__(self, problem, inputs, targets, layers):
        self.batch, self.inputs = problem["batch"], inputs
        classes = problem["arithmetic"] == "classes"
        self.targets = targets.argmax(1) if classes else targets.astype(int)
        self.model = MLPClassifier(
            hidden_layer_sizes=problem["widths"][1:-1],
            activation="relu" if classes else "logistic",
            solver="sgd",
            alpha=0,
            batch_size=self.batch,
            learning_rate_init=problem["rate"],
            momentum=0,
            nesterovs_momentum=False,
            shuffle=False,
            tol=0,
            n_iter_no_change=10**9,
            max_iter=1,
        )
        # It makes room for its weights when it is first given a row.
        self.model.partial_fit(inputs[:1], self.targets[:1], classes=numpy.unique(self.targets))
        self.model.coefs_ = [numpy.ascontiguousarray(weights.T) for weights, _ in layers]
        self.model.intercepts_ = [biases for _, biases in layers]

    def train(self, steps):
        turns, left = divmod(steps, len(self.inputs) // self.batch)
        if turns > 0:
            self.model.max_iter = turns
            self.model.warm_start = True  # From the weights there are.
            self.model.fit(self.inputs, self.targets)
        self.model.warm_start = False  # A batch need not hold all classes.
        for at in range(0, left * self.batch, self.batch):
            rows = slice(at, at + self.batch)
            self.model.partial_fit(self.inputs[rows], self.targets[rows])

    def predict(self, inputs):
        return self.model.predict_proba(inputs)
