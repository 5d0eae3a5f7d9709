"""Expected metrics for test/engine/metrics.test.ts, in 30-digit arithmetic. Run: python3 scripts/oracle/metrics.py"""
import json
import platform
import random
from pathlib import Path

import mpmath
from mpmath import mp, mpf

mp.dps = 30
random.seed(20240611)


def classes(rows, count):
    truth = [random.randrange(count) for _ in range(rows)]
    probabilities = []
    for true in truth:
        weights = [random.random() + (1.2 if k == true else 0) for k in range(count)]
        total = sum(weights)
        probabilities.append([w / total for w in weights])
    predicted = [max(range(count), key=lambda k: (p[k], -k)) for p in probabilities]
    matrix = [[sum(1 for t, p in zip(truth, predicted) if t == i and p == j) for j in range(count)] for i in range(count)]
    loss = -sum(mpmath.log(mpf(p[t])) for t, p in zip(truth, probabilities)) / rows
    scores = []
    for k in range(count):
        given, has, right = sum(row[k] for row in matrix), sum(matrix[k]), matrix[k][k]
        precision = mpf(right) / given if given else None
        recall = mpf(right) / has if has else None
        f1 = 2 * precision * recall / (precision + recall) if precision and recall else None
        scores.append([None if v is None else float(v) for v in (precision, recall, f1)])
    bins = [[[], 0] for _ in range(10)]
    for t, p, best in zip(truth, probabilities, predicted):
        held = bins[min(9, int(mpf(p[best]) * 10))]
        held[0].append(mpf(p[best]))
        held[1] += t == best
    error = sum(abs(sum(held) - right) for held, right in bins) / rows
    return {
        "truth": truth,
        "probabilities": probabilities,
        "accuracy": sum(t == p for t, p in zip(truth, predicted)) / rows,
        "logLoss": float(loss),
        "confusion": matrix,
        "scores": scores,
        "binRows": [len(held) for held, _ in bins],
        "calibrationError": float(error),
    }


def numbers(rows):
    targets = [random.gauss(1000, 30) for _ in range(rows)]
    predictions = [t + random.gauss(0, 10) for t in targets]
    mean = sum(map(mpf, targets)) / rows
    errors = [mpf(p) - mpf(t) for t, p in zip(targets, predictions)]
    squares = sum(e * e for e in errors)
    spread = sum((mpf(t) - mean) ** 2 for t in targets)
    return {
        "targets": targets,
        "predictions": predictions,
        "r2": float(1 - squares / spread),
        "mse": float(squares / rows),
        "mae": float(sum(map(abs, errors)) / rows),
    }


out = {
    "program": f"Python {platform.python_version()}, mpmath {mpmath.__version__}",
    "classes": [classes(40, 3), classes(25, 2), classes(3, 5)],
    "numbers": [numbers(50), numbers(2)],
}
path = Path(__file__).parents[2] / "test" / "oracle" / "metrics.json"
path.write_text(json.dumps(out) + "\n")
