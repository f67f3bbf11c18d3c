"""The ONNX graph: an LSTM over units, and one over characters."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from pipeline.tag.statistical.around import KINDS
from pipeline.tag.statistical.features import FLAGS
from training.tagger.narrow import NARROW

GATES = (0, 3, 1, 2)
"""torch orders an LSTM's gates input, forget, cell, output; ONNX input, output, forget, cell."""

FLAGGED = "flagged"

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

    def model(self, output: str, shape: Sequence[str | int]) -> onnx.ModelProto:
        result = helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)
        graph = helper.make_graph(self.nodes, "tagger", self.inputs, [result], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="xinwengao")
        model.ir_version = 9
        onnx.checker.check_model(model)
        return model


def encoder(layers: Sequence[Weights]) -> bytes:
    """LAC's GRU layers over placed units, for training: a row for each place of the flattened grid, both directions."""
    graph = Graph()
    units = graph.take("units", TensorProto.FLOAT, "units", layers[0]["inner"].shape[2])
    grid = graph.take("unit_grid", TensorProto.INT64, "unit_steps", "sentences")
    lengths = graph.take("unit_lengths", TensorProto.INT32, "sentences")
    current = graph.node("Gather", [units, grid], "placed", axis=0)
    for number, layer in enumerate(layers):
        weights = [graph.constant(f"gru{number}.{name}", layer[name]) for name in ("inner", "recurrent", "bias")]
        width = layer["recurrent"].shape[2]
        ways = graph.node(
            "GRU", [current, *weights, lengths], f"gru{number}.ways", hidden_size=width, direction="bidirectional"
        )
        turned = graph.node("Transpose", [ways], f"gru{number}.turned", perm=[0, 2, 1, 3])
        shape = graph.constant(f"gru{number}.shape", np.array([0, 0, 2 * width], dtype=np.int64))
        current = graph.node("Reshape", [turned, shape], f"gru{number}")
    flat = graph.constant("flat", np.array([-1, 2 * width], dtype=np.int64))
    states = graph.node("Reshape", [current, flat], "states")
    return bytes(graph.model(states, ["places", 2 * width]).SerializeToString())


def network(weights: Weights, quantized: bool = True) -> bytes:
    """The whole graph, from `Reading` and its grids to tag scores (characters, tags)."""
    graph = Graph()
    entered = _entered(graph, weights)
    if NARROW in weights:
        entered = _product(graph, NARROW, entered, weights[NARROW])
    grid = graph.take("grid", TensorProto.INT64, "steps", "sentences")
    read = _both(graph, weights, "read", entered, grid, graph.take("lengths", TensorProto.INT32, "sentences"))
    places = graph.take("places", TensorProto.INT64, "characters")
    read = graph.node("Gather", [read, places], "in_order", axis=0)
    scores = _product(graph, "leave", read, weights["leave.weight"])
    scores = graph.node("Add", [scores, graph.constant("leave.bias", weights["leave.bias"])], "scores")
    model = graph.model(scores, ["characters", len(weights["leave.bias"])])
    return _quantized(model) if quantized else bytes(model.SerializeToString())


def entry(weights: Weights) -> bytes:
    """The graph in 32 bits up to what enters the LSTM over characters (rows, columns)."""
    graph = Graph()
    return bytes(graph.model(_entered(graph, weights), ["rows", len(weights["enter.bias"])]).SerializeToString())


def _entered(graph: Graph, weights: Weights) -> str:
    """What enters the LSTM over characters: a layer over each character's own vector, its other features, and the state of
    its unit.

    The layer's parts are added up. So that of the own vectors comes out of a table, that of the words around is worked out
    once a word, outside of the graph (`entering`), and that of the states once a unit.
    """
    size = weights["characters.weight"].shape[1]
    own, words, flags, around = _layer(weights)
    units = graph.take("units", TensorProto.FLOAT, "units", size)
    unit_grid = graph.take("unit_grid", TensorProto.INT64, "unit_steps", "sentences")
    states = _both(
        graph, weights, "units", units, unit_grid, graph.take("unit_lengths", TensorProto.INT32, "sentences")
    )
    table = graph.constant("own.table", weights["characters.weight"] @ own.T + weights["enter.bias"])
    at_units = _product(graph, "around", states, around)
    parts = [
        graph.node("Gather", [table, graph.take("characters", TensorProto.INT64, "rows")], "own", axis=0),
        graph.take("rows", TensorProto.FLOAT, "rows", len(words)),
        _product(graph, FLAGGED, graph.take("flags", TensorProto.FLOAT, "rows", FLAGS), flags),
        graph.node("Gather", [at_units, graph.take("unit_of", TensorProto.INT64, "rows")], "around", axis=0),
    ]
    return graph.node("Tanh", [graph.node("Sum", parts, "sum")], "entered")


def entering(weights: Weights) -> np.ndarray:
    """The first layer's weights for the words around a character, as `Products` takes them."""
    words = _layer(weights)[1]
    return np.stack([part.T for part in np.split(words, KINDS, axis=1)]).astype(np.float32)


def _layer(weights: Weights) -> Sequence[np.ndarray]:
    """The first layer's weights: for each character's own vector, the words around it, its flags, the state of its unit."""
    layer, size = weights["enter.weight"], weights["characters.weight"].shape[1]
    others = layer.shape[1] - 2 * weights["units.forwards.weight_hh_l0"].shape[1]
    return np.split(layer, [size, others - FLAGS, others], axis=1)


def _product(graph: Graph, name: str, values: str, weight: np.ndarray) -> str:
    """A linear layer without its bias."""
    return graph.node("MatMul", [values, graph.constant(f"{name}.weight", weight.T)], f"{name}.product")


def _both(graph: Graph, weights: Weights, name: str, rows: str, grid: str, lengths: str) -> str:
    """An LSTM in each direction over the rows that a grid places; its states lie in the flattened grid."""
    placed = graph.node("Gather", [rows, grid], f"{name}.placed", axis=0)
    both = {
        kind: np.stack([_gates(weights[f"{name}.{way}.{kind}_l0"]) for way in ("forwards", "backwards")])
        for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    }
    width = both["weight_hh"].shape[2]
    constants = {
        "inner": both["weight_ih"],
        "recurrent": both["weight_hh"],
        "bias": np.concatenate([both["bias_ih"], both["bias_hh"]], axis=1),
    }
    taken = [graph.constant(f"{name}.{kind}", value) for kind, value in constants.items()]
    ways = graph.node("LSTM", [placed, *taken, lengths], f"{name}.ways", hidden_size=width, direction="bidirectional")
    turned = graph.node("Transpose", [ways], f"{name}.turned", perm=[0, 2, 1, 3])
    flat = graph.constant(f"{name}.flat", np.array([-1, 2 * width], dtype=np.int64))
    return graph.node("Reshape", [turned, flat], f"{name}.states")


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
            nodes_to_exclude=[f"{FLAGGED}.product"],  # so narrow that there is nothing to win
        )
        return small.read_bytes()


def _gates(value: np.ndarray) -> np.ndarray:
    return np.concatenate([np.split(value, 4)[gate] for gate in GATES])
