"""Expected metrics for test/engine/metrics.test.ts, from scikit-learn. Run: python3 -P scripts/oracle/metrics.py"""
import json
import platform
import random
import warnings
from pathlib import Path

import numpy
import sklearn
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")
random.seed(20240611)
BINS = 10


def of_classes(name, truth, probabilities):
    """Undefined values are None: scikit-learn counts an undefined precision or recall as 0, and has no area of one class."""
    rows, count = len(truth), len(probabilities[0])
    every = list(range(count))
    given = numpy.array(probabilities)
    # argmax takes the first of several equals.
    predicted = given.argmax(axis=1)
    matrix = metrics.confusion_matrix(truth, predicted, labels=every)
    each = metrics.precision_recall_fscore_support(truth, predicted, labels=every, zero_division=0)
    means = {
        mean: [float(v) for v in metrics.precision_recall_fscore_support(truth, predicted, average=mean, zero_division=0)[:3]]
        for mean in ("macro", "weighted")
    }
    areas = []
    for k in every:
        of_k = [int(t == k) for t in truth]
        # Of two classes, both by the probability of the second: 1 - p makes equal what was not.
        score = given[:, k] if count > 2 else given[:, 1] * (1 if k == 1 else -1)
        areas.append(float(metrics.roc_auc_score(of_k, score)) if 0 < sum(of_k) < rows else None)
    if len(set(truth)) == count and count > 2:
        area = float(metrics.roc_auc_score(truth, given, multi_class="ovr", average="macro"))
    else:
        defined = [a for a in areas if a is not None]
        area = float(numpy.mean(defined)) if defined else None
    sure = given.max(axis=1)
    right = (predicted == numpy.array(truth)).astype(int)
    share, mean = calibration_curve(right, sure, n_bins=BINS)
    held = numpy.histogram(sure, bins=numpy.linspace(0, 1, BINS + 1))[0]
    filled = held[held > 0]
    return {
        "name": name,
        "truth": truth,
        "probabilities": probabilities,
        "accuracy": float(metrics.accuracy_score(truth, predicted)),
        "logLoss": float(metrics.log_loss(truth, given, labels=every)),
        "confusion": matrix.tolist(),
        "scores": [[float(each[i][k]) for i in range(3)] for k in every],
        "macro": means["macro"],
        "weighted": means["weighted"],
        "rocAucs": areas,
        "rocAuc": area,
        "binRows": held.tolist(),
        "binAccuracies": share.tolist(),
        "binProbabilities": mean.tolist(),
        "calibrationError": float((filled * abs(share - mean)).sum() / rows),
    }


def drawn(rows, count):
    """Answers that lean towards the truth."""
    truth = [random.randrange(count) for _ in range(rows)]
    probabilities = []
    for true in truth:
        weights = [random.random() + (1.2 if k == true else 0) for k in range(count)]
        total = sum(weights)
        probabilities.append([w / total for w in weights])
    return truth, probabilities


def tied(rows, count):
    """Probabilities in steps of 1/33, so that many rows and many classes tie, and none lies on the edge of a tenth."""
    truth = [random.randrange(count) for _ in range(rows)]
    probabilities = []
    for true in truth:
        parts = [1] * count
        for _ in range(33 - count):
            parts[true if random.random() < 0.4 else random.randrange(count)] += 1
        probabilities.append([p / 33 for p in parts])
    return truth, probabilities


def perfect(rows, count):
    truth = [n % count for n in range(rows)]
    return truth, [[float(k == true) for k in range(count)] for true in truth]


def constant(rows, count):
    """The same answer to every row; none of its numbers lies on the edge of a tenth."""
    answer = [0.625, 0.375] if count == 2 else [0.25, 0.4375, 0.3125]
    return [n % count for n in range(rows)], [answer] * rows


def one_class(rows, count, own):
    _, probabilities = drawn(rows, count)
    return [own] * rows, probabilities


def wrong(rows, count):
    """Sure of a class that is not the true one."""
    truth = [n % count for n in range(rows)]
    return truth, [[float(k == (true + 1) % count) for k in range(count)] for true in truth]


def of_numbers(name, targets, predictions):
    spread = len(set(targets)) > 1
    mse = metrics.mean_squared_error(targets, predictions)
    return {
        "name": name,
        "targets": targets,
        "predictions": predictions,
        # scikit-learn calls it 0 or 1 where all targets are equal; there is none.
        "r2": float(metrics.r2_score(targets, predictions)) if spread else None,
        "mse": float(mse),
        "rmse": float(metrics.mean_squared_error(targets, predictions, squared=False)),
        "mae": float(metrics.mean_absolute_error(targets, predictions)),
    }


def noisy(rows, center, spread, noise):
    targets = [random.gauss(center, spread) for _ in range(rows)]
    return targets, [t + random.gauss(0, noise) for t in targets]


def summary(values):
    return {
        "values": values,
        "mean": float(numpy.mean(values)),
        "sd": float(numpy.std(values, ddof=1)),
        "median": float(numpy.median(values)),
    }


targets = [random.gauss(0, 1) for _ in range(20)]
out = {
    "program": f"Python {platform.python_version()}, scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}",
    "classes": [
        of_classes("three classes", *drawn(40, 3)),
        of_classes("two classes", *drawn(25, 2)),
        of_classes("five classes in three rows", *drawn(3, 5)),
        of_classes("ties, two classes", *tied(60, 2)),
        of_classes("ties, four classes", *tied(60, 4)),
        of_classes("perfect, two classes", *perfect(7, 2)),
        of_classes("perfect, three classes", *perfect(10, 3)),
        of_classes("constant, two classes", *constant(9, 2)),
        of_classes("constant, three classes", *constant(11, 3)),
        of_classes("one class of two", *one_class(8, 2, 1)),
        of_classes("one class of three", *one_class(8, 3, 0)),
        of_classes("sure and wrong", *wrong(9, 3)),
        of_classes("one row", *drawn(1, 3)),
    ],
    "numbers": [
        of_numbers("noisy", *noisy(50, 1000, 30, 10)),
        of_numbers("two rows", *noisy(2, 1000, 30, 10)),
        of_numbers("worse than the mean", *noisy(30, 0, 1, 5)),
        of_numbers("perfect", targets, targets),
        of_numbers("the mean", targets, [float(numpy.mean(targets))] * 20),
        of_numbers("constant targets", [3.0] * 6, [3.0, 4.0, 2.5, 3.0, 3.0, 3.5]),
    ],
    "summaries": [
        summary([random.uniform(0.8, 1) for _ in range(5)]),
        summary([float(random.randrange(10, 300)) for _ in range(10)]),
        summary([0.25, 0.75]),
        summary([0.5] * 4),
    ],
}
path = Path(__file__).parents[2] / "test" / "oracle" / "metrics.json"
path.write_text(json.dumps(out) + "\n")
