# Files written by PyTorch, for test/onnx/write.test.ts, which writes the same ones.
# Run: /usr/bin/python3 -P scripts/oracle/onnx_files.py > test/oracle/onnx-files.json   (Debian's python3-torch)
import base64, io, json, sys, warnings
import torch

warnings.filterwarnings("ignore")


class Doubling(torch.nn.Module):
    """A loop, and so a graph inside of a node."""

    def forward(self, x, n: int):
        for _ in range(n):
            x = x.sum(dim=[0, -1], keepdim=True) + x
        return x.double()


def layers():
    model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.LeakyReLU(0.125), torch.nn.Softmax(1))
    model[0].weight.data = torch.arange(6.0).reshape(2, 3) / 4
    model[0].bias.data = torch.tensor([-0.5, 0.1])
    return model


def exported(model, inputs, **options):
    file = io.BytesIO()
    torch.onnx.export(model, inputs, file, output_names=["y"], **options)
    return base64.b64encode(file.getvalue()).decode()


rows = {"x": {0: "rows"}, "y": {0: "rows"}}
result = {
    "source": f"PyTorch {torch.__version__}",
    "layers": exported(layers(), torch.zeros(1, 3), opset_version=13, input_names=["x"], dynamic_axes=rows),
    "loop": exported(
        torch.jit.script(Doubling()),
        (torch.zeros(2, 2), torch.tensor(3)),
        opset_version=12,
        input_names=["x", "n"],
    ),
}
json.dump(result, sys.stdout, separators=(",", ":"))
sys.stdout.write("\n")
