"""A process that trains with one library of Python: the lines of JSON of ../worker.ts."""

import importlib
import json
import os
import resource
import sys
from time import perf_counter

reader = os.fdopen(os.dup(0), "r")
writer = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # What a library prints is no answer.


def say(**reply):
    writer.write(json.dumps(reply) + "\n")
    writer.flush()


def read_data(path, problem):
    """Rows, targets and layers as arrays of the problem's precision."""
    import numpy

    doubles = numpy.fromfile(path, dtype=numpy.float64).astype(problem["precision"])
    widths, rows = problem["widths"], problem["rows"]
    at = 0

    def take(*shape):
        nonlocal at
        count = int(numpy.prod(shape))
        at += count
        return doubles[at - count : at].reshape(shape).copy()

    inputs, targets = take(rows, widths[0]), take(rows, widths[-1])
    layers = [(take(to, given), take(to)) for given, to in zip(widths, widths[1:])]
    return inputs, targets, layers


class Worker:
    def __init__(self, library):
        self.library = library

    def data(self, problem, path):
        self.problem = problem
        self.inputs, self.targets, self.layers = read_data(path, problem)
        return {}

    def prepare(self):
        layers = [(weights.copy(), biases.copy()) for weights, biases in self.layers]
        return self.timed(lambda: self.begin(layers))

    def begin(self, layers):
        self.trainer = self.library.prepare(self.problem, self.inputs, self.targets, layers)

    def train(self, steps):
        return self.timed(lambda: self.trainer.train(steps))

    def predict(self, rows, times):
        parts = [self.inputs[at : at + rows] for at in range(0, len(self.inputs) - rows + 1, rows)]

        def work():
            for n in range(times):
                self.trainer.predict(parts[n % len(parts)])

        return self.timed(work)

    def outputs(self):
        return {"outputs": self.trainer.predict(self.inputs).reshape(-1).tolist()}

    def memory(self):
        return {"peak": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}

    @staticmethod
    def timed(work):
        start = perf_counter()
        work()
        return {"ms": 1000 * (perf_counter() - start)}


def main(name, threads):
    start = perf_counter()
    library = importlib.import_module(name).load(threads)
    say(version=library.version, ms=1000 * (perf_counter() - start))
    worker = Worker(library)
    for line in reader:
        request = json.loads(line)
        say(**getattr(worker, request.pop("do"))(**request))


try:
    main(sys.argv[1], int(sys.argv[2]))
except Exception as error:
    say(error=f"{type(error).__name__}: {error}")
    sys.exit(1)
