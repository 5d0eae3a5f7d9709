"""Expected scores of several targets for test/library/scores.test.ts, by scikit-learn. Run: python3 -I scripts/oracle/targets.py"""
import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn import metrics

random = np.random.RandomState(20240612)


def numbers(rows, scales):
    truth = random.normal(size=(rows, len(scales))) * scales + 5
    given = truth + random.normal(size=truth.shape) * scales * [0.3, 0.6, 1.2]
    each = lambda score: score(truth, given, multioutput="raw_values").tolist()
    mean = lambda score: float(score(truth, given, multioutput="uniform_average"))
    rmse = lambda *given, **options: metrics.mean_squared_error(*given, squared=False, **options)
    scores = {
        "r2": metrics.r2_score,
        "mse": metrics.mean_squared_error,
        "rmse": rmse,
        "mae": metrics.mean_absolute_error,
    }
    return {
        "truth": truth.tolist(),
        "given": given.tolist(),
        "mean": {name: mean(score) for name, score in scores.items()},
        "each": {name: each(score) for name, score in scores.items()},
    }


def labels(rows, count):
    truth = (random.uniform(size=(rows, count)) < [0.5, 0.2, 0.7]).astype(int)
    logits = random.normal(size=truth.shape) + 2.0 * (truth - 0.4)
    chances = 1 / (1 + np.exp(-logits))
    guess = (chances > 0.5).astype(int)
    columns = range(count)
    accuracies = [metrics.accuracy_score(truth[:, k], guess[:, k]) for k in columns]
    losses = [metrics.log_loss(truth[:, k], chances[:, k], eps=0) for k in columns]
    return {
        "truth": truth.tolist(),
        "logits": logits.tolist(),
        "mean": {
            "accuracy": 1 - metrics.hamming_loss(truth, guess),
            "exactMatch": metrics.accuracy_score(truth, guess),
            "logLoss": float(np.mean(losses)),
            "rocAuc": metrics.roc_auc_score(truth, chances),
        },
        "each": {
            "accuracy": accuracies,
            "logLoss": losses,
            "rocAuc": metrics.roc_auc_score(truth, chances, average=None).tolist(),
        },
        "confusion": [metrics.confusion_matrix(truth[:, k], guess[:, k]).tolist() for k in columns],
    }


out = {
    "program": f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}",
    "numbers": numbers(40, np.array([1.0, 20.0, 0.01])),
    "labels": labels(50, 3),
}
path = Path(__file__).parents[2] / "test" / "oracle" / "targets.json"
path.write_text(json.dumps(out) + "\n")
