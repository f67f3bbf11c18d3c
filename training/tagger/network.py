"""The ONNX graphs: LAC's encoder over units, and the tagger on top of it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

GATES = (0, 3, 1, 2)
"""torch orders an LSTM's gates input, forget, cell, output; ONNX input, output, forget, cell."""

Weights = Mapping[str, np.ndarray]


class Graph:
    """Nodes and constants of an ONNX graph under construction."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []

    def take(self, name: str, kind: int, *shape: str | int) -> str:
        """Declare an input."""
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **options: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **options))
        return output

    def joined(self, ways: str, name: str, width: int) -> str:
        """The two directions of a recurrent layer (steps, ways, sentences, width) side by side."""
        turned = self.node("Transpose", [ways], f"{name}.turned", perm=[0, 2, 1, 3])
        shape = self.constant(f"{name}.shape", np.array([0, 0, 2 * width], dtype=np.int64))
        return self.node("Reshape", [turned, shape], name)

    def model(self, output: str, shape: Sequence[str | int]) -> onnx.ModelProto:
        result = helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)
        graph = helper.make_graph(self.nodes, "tagger", self.inputs, [result], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="xinwengao")
        model.ir_version = 9
        onnx.checker.check_model(model)
        return model


def _encoder(graph: Graph, layers: Sequence[Weights]) -> tuple[str, int]:
    """Add LAC's GRU layers; the output has a row for each unit of the grid and both directions."""
    units = graph.take("units", TensorProto.FLOAT, "units", layers[0]["inner"].shape[2])
    grid = graph.take("unit_grid", TensorProto.INT64, "unit_steps", "sentences")
    lengths = graph.take("unit_lengths", TensorProto.INT32, "sentences")
    current = graph.node("Gather", [units, grid], "placed_units", axis=0)
    for number, layer in enumerate(layers):
        weights = [graph.constant(f"gru{number}.{name}", layer[name]) for name in ("inner", "recurrent", "bias")]
        width = layer["recurrent"].shape[2]
        ways = graph.node(
            "GRU", [current, *weights, lengths], f"gru{number}.ways", hidden_size=width, direction="bidirectional"
        )
        current = graph.joined(ways, f"gru{number}", width)
    flat = graph.constant("flat", np.array([-1, 2 * width], dtype=np.int64))
    return graph.node("Reshape", [current, flat], "states"), 2 * width


def encoder(layers: Sequence[Weights]) -> bytes:
    """LAC's encoder alone, for training."""
    graph = Graph()
    states, width = _encoder(graph, layers)
    return bytes(graph.model(states, ["places", width]).SerializeToString())


def network(layers: Sequence[Weights], members: Sequence[Weights], quantized: bool = True) -> bytes:
    """The whole graph, from `Reading` and its grids to tag scores (characters, tags): the mean of the members' scores."""
    graph = Graph()
    states, _ = _encoder(graph, layers)
    columns = members[0]["enter.weight"].shape[1] - members[0]["characters.weight"].shape[1]
    taken = {
        "characters": graph.take("characters", TensorProto.INT64, "rows"),
        "rows": graph.take("rows", TensorProto.FLOAT, "rows", columns - 2 * layers[-1]["recurrent"].shape[2]),
        "grid": graph.take("grid", TensorProto.INT64, "steps", "sentences"),
        "lengths": graph.take("lengths", TensorProto.INT32, "sentences"),
    }
    unit_of = graph.take("unit_of", TensorProto.INT64, "rows")
    places = graph.take("places", TensorProto.INT64, "characters")
    taken["around"] = graph.node("Gather", [states, unit_of], "around", axis=0)
    read = [_member(graph, weights, taken, f"member{number}") for number, weights in enumerate(members)]
    current = graph.node("Concat", read, "read", axis=1)
    current = graph.node("Gather", [current, places], "in_order", axis=0)
    leave = np.concatenate([weights["leave.weight"] / len(members) for weights in members], axis=1)
    bias = np.mean([weights["leave.bias"] for weights in members], axis=0)
    current = graph.node("MatMul", [current, graph.constant("leave.weight", leave.T)], "left")
    graph.node("Add", [current, graph.constant("leave.bias", bias)], "scores")
    model = graph.model("scores", ["characters", len(bias)])
    return _quantized(model) if quantized else bytes(model.SerializeToString())


def _member(graph: Graph, weights: Weights, taken: Mapping[str, str], name: str) -> str:
    """One BiLSTM and what leads into it; its states lie in a flattened grid."""
    embedding = graph.constant(f"{name}.embedding", weights["characters.weight"])
    own = graph.node("Gather", [embedding, taken["characters"]], f"{name}.own", axis=0)
    current = graph.node("Concat", [own, taken["rows"], taken["around"]], f"{name}.features", axis=1)
    enter = graph.constant(f"{name}.enter.weight", weights["enter.weight"].T)
    current = graph.node("MatMul", [current, enter], f"{name}.entered")
    bias = graph.constant(f"{name}.enter.bias", weights["enter.bias"])
    current = graph.node("Add", [current, bias], f"{name}.shifted")
    current = graph.node("Tanh", [current], f"{name}.bounded")
    current = graph.node("Gather", [current, taken["grid"]], f"{name}.placed", axis=0)
    both = {
        kind: np.stack([_gates(weights[f"{way}.{kind}_l0"]) for way in ("forwards", "backwards")])
        for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    }
    width = weights["forwards.weight_hh_l0"].shape[1]
    lstm = [
        graph.constant(f"{name}.inner", both["weight_ih"]),
        graph.constant(f"{name}.recurrent", both["weight_hh"]),
        graph.constant(f"{name}.bias", np.concatenate([both["bias_ih"], both["bias_hh"]], axis=1)),
        taken["lengths"],
    ]
    ways = graph.node("LSTM", [current, *lstm], f"{name}.ways", hidden_size=width, direction="bidirectional")
    wide = graph.constant(f"{name}.wide", np.array([-1, 2 * width], dtype=np.int64))
    return graph.node("Reshape", [graph.joined(ways, name, width), wide], f"{name}.read")


def _quantized(model: onnx.ModelProto) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        onnx.save(model, str(plain))
        # 7-bit weights: processors without VNNI add pairs of 8-bit products in 16 bits, which would overflow.
        quantize_dynamic(
            plain,
            small,
            op_types_to_quantize=["LSTM", "MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
        return small.read_bytes()


def _gates(value: np.ndarray) -> np.ndarray:
    return np.concatenate([np.split(value, 4)[gate] for gate in GATES])
