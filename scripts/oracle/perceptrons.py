"""What scikit-learn's perceptrons reach on the tables of examples/, by setting, split and seed, for the scoreboard.
Run (half an hour): OMP_NUM_THREADS=1 python3 -P scripts/oracle/perceptrons.py"""
import csv
import json
import platform
import warnings
from pathlib import Path

import numpy
import sklearn
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.filterwarnings("ignore")
root = Path(__file__).resolve().parents[2]
SEEDS = range(10)
SPLITS = range(5)
TABLES = {"iris": 16, "wine": 16, "breast_cancer": 16, "digits": 64, "diabetes": 16}
# In the order of scikit-learn's own indices, which decides what a stratified split draws.
CLASSES = {"breast_cancer": ["malignant", "benign"]}
MORE = {"batch_size": 32, "n_iter_no_change": 10**6, "tol": 0.0, "shuffle": True, "early_stopping": False}


def settings(table, width):
    """Name -> parameters. F is for the noisy table alone, where the others learn the training rows by heart."""
    sgd = {"solver": "sgd", "learning_rate": "constant", "momentum": 0.9, "nesterovs_momentum": True}
    epochs = 100 if table == "digits" else 200
    each = {"hidden_layer_sizes": [width], "alpha": 1e-4, "max_iter": epochs, **MORE}
    named = {
        "A": {**each, "activation": "relu", "solver": "adam", "learning_rate_init": 0.001 if table == "digits" else 0.003},
        "B": {**each, "activation": "tanh", **sgd, "learning_rate_init": 0.01},
        "E": {**each, "hidden_layer_sizes": [width, width], "activation": "relu", "solver": "adam", "learning_rate_init": 0.001},
    }
    if table == "diabetes":
        named["F"] = {**each, "hidden_layer_sizes": [8], "activation": "tanh", **sgd, "learning_rate_init": 0.005, "alpha": 1.0, "max_iter": 60}
    return named


def read(table):
    """Inputs and targets: classes as indices, numbers as they are."""
    with open(root / "examples" / f"{table}.csv", newline="") as file:
        rows = list(csv.reader(file))[1:]
    inputs = numpy.array([[float(cell) for cell in row[:-1]] for row in rows])
    last = [row[-1] for row in rows]
    if table == "diabetes":
        return inputs, numpy.array([float(cell) for cell in last])
    classes = CLASSES.get(table, sorted(set(last)))
    return inputs, numpy.array([classes.index(cell) for cell in last])


def scaled(values, train):
    mean, deviation = values[train].mean(axis=0), values[train].std(axis=0)
    return (values - mean) / numpy.where(deviation == 0, 1, deviation)


def run(table, x, y, train, test, parameters):
    """Ten networks. R2 is the same on standardized targets as on raw ones."""
    regression = table == "diabetes"
    kind = MLPRegressor if regression else MLPClassifier
    inputs = scaled(x, train)
    targets = scaled(y, train) if regression else y
    scores, losses = [], []
    for seed in SEEDS:
        network = kind(random_state=seed, **parameters).fit(inputs[train], targets[train])
        scores.append(float(network.score(inputs[test], targets[test])))
        losses.append(float(network.loss_curve_[-1]))
    return scores, losses


tables = []
for table, width in TABLES.items():
    x, y = read(table)
    rows = numpy.arange(len(y))
    splits = [
        [numpy.sort(part) for part in train_test_split(rows, test_size=0.25, stratify=None if table == "diabetes" else y, random_state=split)]
        for split in SPLITS
    ]
    results = []
    for name, parameters in settings(table, width).items():
        runs = [run(table, x, y, train, test, parameters) for train, test in splits]
        # The loss of the last epoch is compared on the first split alone.
        results.append({"setting": name, "parameters": parameters, "scores": [scores for scores, _ in runs], "losses": runs[0][1]})
        print(table, name, [round(float(numpy.mean(scores)), 4) for scores, _ in runs], flush=True)
    tables.append({"name": table, "rows": len(y), "testRows": [test.tolist() for _, test in splits], "settings": results})

versions = {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__, "python": platform.python_version()}
out = root / "test" / "oracle" / "perceptrons.json"
lines = ",\n".join(json.dumps(table) for table in tables)
out.write_text(f'{{"versions": {json.dumps(versions)},\n"tables": [\n{lines}\n]}}\n')
