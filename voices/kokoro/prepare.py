"""Makes an int8 export of Kokoro-82M ready for aloud: prepare.py IN.onnx OUT.onnx, with the PyPI package onnx installed.

Networks in 32-bit floats need no preparation. It changes what rten 0.27 has not, or does otherwise than ONNX says, and leaves
the sound as ONNX Runtime makes it:
- ConvInteger pads with the number 0 in place of the zero point, which is heard as blurred words and a click: padded ahead of it.
- FusedMatMul is ONNX Runtime's own: taken apart into a transposition and a product.
"""
import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper


def padded_ahead(node, graph):
    """Gives a ConvInteger as a Pad with the zero point and a ConvInteger that pads no more."""
    pads = next((attribute for attribute in node.attribute if attribute.name == "pads"), None)
    if pads is None or not any(pads.ints):
        return [node]
    half = len(pads.ints) // 2
    # Neither the batch nor the channels are padded.
    around = [0, 0, *pads.ints[:half], 0, 0, *pads.ints[half:]]
    graph.initializer.append(numpy_helper.from_array(np.array(around, dtype=np.int64), f"{node.name}/around"))
    padded = f"{node.name}/padded"
    pad = helper.make_node("Pad", [node.input[0], f"{node.name}/around", node.input[2]], [padded], name=f"{node.name}/pad")
    node.input[0] = padded
    pads.ints[:] = [0] * len(pads.ints)
    return [pad, node]


def taken_apart(node):
    """Gives a FusedMatMul as a Transpose and a MatMul."""
    told = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
    known = {"transA": 1, "transB": 0, "transBatchA": 0, "transBatchB": 0, "alpha": 1.0}
    if told != known:
        sys.exit(f"error: the product {node.name} is of a kind not seen in Kokoro before: {told}")
    turned = f"{node.name}/turned"
    turn = helper.make_node("Transpose", [node.input[0]], [turned], name=f"{node.name}/turn", perm=[0, 2, 1])
    return [turn, helper.make_node("MatMul", [turned, node.input[1]], list(node.output), name=node.name)]


def main(source, target):
    model = onnx.load(source)
    nodes = []
    for node in model.graph.node:
        if node.op_type == "ConvInteger":
            nodes += padded_ahead(node, model.graph)
        elif node.op_type == "FusedMatMul":
            nodes += taken_apart(node)
        else:
            nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, target)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
