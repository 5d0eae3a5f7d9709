"""Expected bins and planes for test/engine/log-bins.test.ts, test/engine/plane.test.ts and test/studio/views.test.ts, from NumPy and scikit-learn. Run: python3 -P scripts/oracle/views.py"""
import json
import platform
import warnings
from decimal import Decimal
from pathlib import Path

import numpy
import sklearn
from sklearn import datasets, metrics
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler

warnings.filterwarnings("ignore")
RANDOM = numpy.random.default_rng(20240712)


def bins(name, values, first, last, per_decade):
    values = numpy.array(values, dtype=float)
    sizes = numpy.abs(values[numpy.isfinite(values)])
    edges = numpy.array([float(Decimal(10) ** (first + Decimal(i) / per_decade)) for i in range((last - first) * per_decade + 1)])
    return {
        "name": name, "values": [str(v) for v in values], "from": first, "to": last, "perDecade": per_decade,
        "edges": edges.tolist(),
        "counts": numpy.histogram(sizes, bins=edges)[0].tolist(),
        "zeros": int((sizes == 0).sum()),
        "below": int(((sizes > 0) & (sizes < edges[0])).sum()),
        "above": int((sizes > edges[-1]).sum()),
        "notFinite": int((~numpy.isfinite(values)).sum()),
    }


def layers(model):
    return [{"weights": w.T.tolist(), "biases": b.tolist()} for w, b in zip(model.coefs_, model.intercepts_)]


def middles(start, end, parts):
    return start + (numpy.arange(parts) + 0.5) * (end - start) / parts


def plane(name, x, y, across, down):
    """Classes of a trained network over two of its inputs, the others at their means; the first row at the upper end."""
    model = MLPClassifier((6,), activation="tanh", solver="lbfgs", random_state=7, max_iter=200).fit(x, y)
    held = x.mean(axis=0)
    rows = []
    for v in middles(down["from"], down["to"], down["parts"])[::-1]:
        points = numpy.tile(held, (across["parts"], 1))
        points[:, down["input"]] = v
        points[:, across["input"]] = middles(across["from"], across["to"], across["parts"])
        rows.append(model.predict(points).tolist())
    return {"name": name, "layers": layers(model), "held": held.tolist(), "across": across, "down": down, "classes": rows}


def curve():
    x = numpy.linspace(-2, 2, 40)[:, None]
    y = numpy.sin(2 * x[:, 0])
    model = MLPRegressor((5,), activation="tanh", solver="lbfgs", random_state=3, max_iter=300).fit(x, y)
    along = {"input": 0, "from": -2.5, "to": 2.5, "parts": 20}
    return {"layers": layers(model), "along": along, "outputs": model.predict(numpy.linspace(-2.5, 2.5, 21)[:, None]).tolist()}


def confused(x, y):
    """A network stopped early, so that it errs, and its confusion matrix over the rows that it did not see."""
    shown = numpy.arange(len(y)) % 3 != 0
    model = MLPClassifier((8,), activation="tanh", random_state=7, max_iter=120).fit(x[shown], y[shown])
    return {"layers": layers(model), "rows": numpy.flatnonzero(~shown).tolist(), "inputs": x[~shown].tolist(), "truth": y[~shown].tolist(),
            "predicted": model.predict(x[~shown]).tolist(),
            "confusion": metrics.confusion_matrix(y[~shown], model.predict(x[~shown])).tolist()}


iris = datasets.load_iris()
scaled = StandardScaler().fit_transform(iris.data)
many = (10 ** RANDOM.uniform(-14, 6, 2000)) * RANDOM.choice([-1, 1], 2000)
out = {
    "made": f"numpy {numpy.__version__}, scikit-learn {sklearn.__version__}, Python {platform.python_version()}",
    "bins": [
        bins("sizes of all kinds", numpy.round(many, 16), -12, 4, 4),
        bins("edges, zeros and what is no number", [0, -0.0, 1e-3, -1e-3, 0.1, 1, 10, 100, 101, 1e-5, 9.9e-6, 1e-300, float("nan"), float("-inf")], -5, 2, 3),
    ],
    "planes": [
        plane("three classes", scaled, iris.target, {"input": 2, "from": -2, "to": 2, "parts": 24}, {"input": 3, "from": -2.5, "to": 2, "parts": 18}),
        plane("two classes, one output", scaled[:100], iris.target[:100], {"input": 0, "from": -2, "to": 2, "parts": 12}, {"input": 1, "from": -2, "to": 3, "parts": 9}),
    ],
    "curve": curve(),
    "confused": confused(scaled, iris.target),
}
Path(__file__).parents[2].joinpath("test/oracle/views.json").write_text(json.dumps(out) + "\n")
