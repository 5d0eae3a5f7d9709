"""Missing cells filled in and standardized by scikit-learn: SimpleImputer, then StandardScaler, fitted to the training rows.
Run: /usr/bin/python3 -P scripts/oracle/missing.py"""
import json
from collections import OrderedDict
from pathlib import Path

import numpy as np
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import StandardScaler

generator = np.random.RandomState(8)


def number_case(name, train, other):
    column = lambda cells: np.array([[np.nan if cell is None else cell] for cell in cells], dtype=float)
    imputer = SimpleImputer(strategy="median").fit(column(train))
    scaler = StandardScaler().fit(imputer.transform(column(train)))
    rows = scaler.transform(imputer.transform(column(train + other))).ravel().tolist()
    return OrderedDict(
        name=name, train=train, other=other, filling=float(imputer.statistics_[0]),
        mean=float(scaler.mean_[0]), scale=float(scaler.scale_[0]), inputs=rows,
    )


def text_case(name, train, other):
    column = lambda cells: np.array([[cell] for cell in cells], dtype=object)
    imputer = SimpleImputer(strategy="most_frequent", missing_values=None).fit(column(train))
    filled = imputer.transform(column(train + other)).ravel().tolist()
    return OrderedDict(name=name, train=train, other=other, filling=str(imputer.statistics_[0]), filled=filled)


def with_gaps(values, share):
    return [None if generator.rand() < share else float(np.round(value, 3)) for value in values]


numbers = [
    number_case("an odd number of values", [3.0, None, 1.0, 2.0], [None, 7.0]),
    number_case("an even number of values", [4.0, 1.0, None, 2.0, 8.0], [None, None]),
    number_case("one value", [None, 5.0, None], [6.0, None]),
    number_case("gaps in the other rows alone", [1.0, 2.0, 6.0], [None, 100.0]),
    number_case("drawn", with_gaps(generator.randn(60) * 3 + 10, 0.2), with_gaps(generator.randn(20), 0.5)),
]
texts = [
    text_case("a most frequent one", ["sand", None, "clay", "sand"], [None, "peat"]),
    text_case("two as frequent", ["sand", "clay", None, "clay", "sand", "b"], [None]),
    text_case("upper case before lower case", ["a", "B", None], [None, "a"]),
]
path = Path(__file__).parents[2] / "test" / "oracle" / "missing.json"
path.write_text(json.dumps({"source": f"scikit-learn {sklearn.__version__}", "numbers": numbers, "texts": texts}) + "\n")
