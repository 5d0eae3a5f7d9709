# Event files as TensorBoard writes them, and what TensorBoard reads from ours, for test/formats/tensorboard.test.ts.
# Run: python3 -P scripts/oracle/tensorboard.py > test/oracle/tensorboard.json   (needs: pip install tensorboard)
import base64, json, sys, tempfile, os
import tensorboard
from tensorboard.compat.proto.event_pb2 import Event, SessionLog, SourceMetadata
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import crc32c, masked_crc32c
from tensorboard.summary.writer.record_writer import RecordWriter

texts = [b"", b"a", b"123456789", b"\x00" * 32, b"\xff" * 32, bytes(range(256)) * 5, b"paso" * 1001 + b"!"]
scalars = [
    (1, {"loss/train": 1.0, "loss/validation": 0.5}),
    (2, {"loss/train": 1 / 3, "learning rate": 1e-3}),
    (300, {"loss/train": 1e-45, "loss/validation": 3.4e38}),
    (2**40, {"pérdida": -0.0, "infinite": float("inf")}),
]
start = 1700000000.125

class Buffer:
    def __init__(self): self.bytes = b""
    def write(self, data): self.bytes += data
    def flush(self): pass
    def close(self): pass

def events():
    yield Event(wall_time=start, file_version="brain.Event:2")
    for i, (step, values) in enumerate(scalars):
        summary = Summary(value=[Summary.Value(tag=tag, simple_value=value) for tag, value in values.items()])
        yield Event(wall_time=start + i + 1, step=step, summary=summary)
    yield Event(wall_time=start + 9, step=3, session_log=SessionLog(status=SessionLog.START))

buffer = Buffer()
writer = RecordWriter(buffer)
for event in events():
    writer.write(event.SerializeToString(deterministic=True))

json.dump(
    {
        "source": f"tensorboard {tensorboard.__version__}, Python {sys.version.split()[0]}",
        "checks": [
            {"bytes": base64.b64encode(text).decode(), "crc32c": crc32c(text), "masked": masked_crc32c(text)}
            for text in texts
        ],
        "start": start,
        "scalars": [{"step": step, "values": {tag: str(value) for tag, value in values.items()}} for step, values in scalars],
        "restart": {"step": 3, "time": start + 9},
        "file": base64.b64encode(buffer.bytes).decode(),
    },
    sys.stdout,
    separators=(",", ":"),
)
sys.stdout.write("\n")
