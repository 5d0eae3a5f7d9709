# Means and population standard deviations by exact rational arithmetic (Python's statistics), for test/data/scaling.test.ts.
# Run: python3 scripts/oracle/scaling.py > test/oracle/scaling.json
import csv, json, random, statistics, sys
from fractions import Fraction

random.seed(20240607)
cases = {
    "one to five": [1.0, 2.0, 3.0, 4.0, 5.0],
    "a large offset": [1e9 + x for x in (4.0, 7.0, 13.0, 16.0)],
    "an offset that leaves few digits": [2.0**52 + k for k in (0, 1, 2, 3, 5, 8)],
    "terms that cancel": [1e16, 1.0, -1e16, 3.0, 1e-3],
    "tenths": [k / 10 for k in range(1, 1000)],
    "normal numbers": [random.gauss(3.0, 0.1) for _ in range(500)],
    "sizes from 1e-8 to 1e8": [random.gauss(0, 1) * 10 ** random.uniform(-8, 8) for _ in range(300)],
    "almost the largest doubles": [1.7e308, -1.6e308, 1.5e308, 1e300],
    "numbers whose squares are too small": [1e-200, 3e-200, -2e-200, 5e-200],
    "the smallest doubles": [5e-324 * k for k in (1, 7, 100, 4)],
    "neighbours": [1.0, 1.0 + 2.0**-52, 1.0],
}
for name in ("iris", "wine", "diabetes"):
    with open(f"examples/{name}.csv") as file:
        rows = list(csv.DictReader(file))
    for column in list(rows[0])[:-1]:
        cases[f"{name} {column}"] = [float(row[column]) for row in rows]

result = {"source": f"Python {sys.version.split()[0]} statistics.mean and statistics.pstdev", "cases": []}
for name, values in cases.items():
    mean = statistics.mean([Fraction(value) for value in values])
    deviation = statistics.pstdev(values)
    result["cases"].append({"name": name, "values": values, "mean": float(mean), "deviation": deviation})
json.dump(result, sys.stdout, indent=None, separators=(",", ":"))
sys.stdout.write("\n")
