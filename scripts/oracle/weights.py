"""Expected weights for test/data/weights.test.ts, by scikit-learn. Run: python3 -I scripts/oracle/weights.py"""
import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.utils.class_weight import compute_sample_weight

random = np.random.RandomState(20240613)

three = random.choice(["ash", "oak", "yew"], size=40, p=[0.7, 0.2, 0.1])
labels = (random.uniform(size=(30, 3)) < [0.5, 0.2, 0.9]).astype(int)
given = {"ash": 0.5, "yew": 3.0, "oak": 1.0}
byTarget = [{0: 2.0, 1: 1.0}, {0: 0.25, 1: 4.0}, {0: 1.0, 1: 1.5}]

out = {
    "program": f"scikit-learn {sklearn.__version__}",
    "classes": three.tolist(),
    "balanced": compute_sample_weight("balanced", three).tolist(),
    # The training rows are the first 25: their counts weigh all rows.
    "balancedByFirst": compute_sample_weight("balanced", three, indices=list(range(25))).tolist(),
    "given": {"weights": given, "rows": compute_sample_weight(given, three).tolist()},
    "labels": labels.tolist(),
    "labelsBalanced": compute_sample_weight("balanced", labels).tolist(),
    "labelsGiven": {"weights": byTarget, "rows": compute_sample_weight(byTarget, labels).tolist()},
}
path = Path(__file__).parents[2] / "test" / "oracle" / "weights.json"
path.write_text(json.dumps(out) + "\n")
