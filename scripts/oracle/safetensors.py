# Files written by the safetensors library, and files of other number types, for test/formats/safetensors.test.ts.
# Run: python3 -P scripts/oracle/safetensors.py > test/oracle/safetensors.json   (needs: pip install safetensors numpy)
import base64, json, random, struct, sys
import numpy, safetensors
from safetensors.numpy import save

random.seed(7)
special = [0.0, -0.0, float("inf"), float("-inf"), float("nan"), 5e-324, 1.7976931348623157e308, 0.1, -1 / 3]
doubles = {
    "empty": {},
    "one": {"weights": [1.5]},
    "special numbers": {"a": special},
    "several, out of order": {"state.b": [1.0, 2.0], "state.a": [3.0], "Z": [], "é": [4.0, 5.0, 6.0]},
    "random": {f"layer{i}": [random.gauss(0, 1) for _ in range(i * 7)] for i in range(5)},
}
metadata = {"empty": {"format": "nothing"}, "random": {"text": 'quotes " and \\ and é and\nlines'}}

def bits(values):
    return [struct.pack("<d", value).hex() for value in values]

result = {
    "source": f"safetensors {safetensors.__version__}, numpy {numpy.__version__}, Python {sys.version.split()[0]}",
    "doubles": [
        {
            "name": name,
            "metadata": metadata.get(name, {"k": "v"}),
            "arrays": {key: bits(values) for key, values in arrays.items()},
            "file": base64.b64encode(
                save({k: numpy.array(v, dtype="<f8") for k, v in arrays.items()}, metadata.get(name, {"k": "v"}))
            ).decode(),
        }
        for name, arrays in doubles.items()
    ],
}
mixed = {
    "single": numpy.arange(6, dtype="<f4").reshape(2, 3),
    "half": numpy.array([1, 2], dtype="<f2"),
    "scalar": numpy.array(3.25, dtype="<f8"),
    "counts": numpy.array([[1], [2], [3]], dtype="<i8"),
    "flags": numpy.array([True, False, True]),
    "bytes": numpy.zeros((2, 0, 3), dtype="u1"),
}
result["mixed"] = {
    "file": base64.b64encode(save(mixed)).decode(),
    "shapes": {name: list(array.shape) for name, array in mixed.items()},
    "types": {"single": "F32", "half": "F16", "scalar": "F64", "counts": "I64", "flags": "BOOL", "bytes": "U8"},
}
json.dump(result, sys.stdout, separators=(",", ":"))
sys.stdout.write("\n")
