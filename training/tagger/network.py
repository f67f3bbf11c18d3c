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
"""The layer's part for flags."""

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
        entered = _product(graph, "narrow", entered, weights[NARROW])
    grid = graph.take("grid", TensorProto.INT64, "steps", "sentences")
    lengths = graph.take("lengths", TensorProto.INT32, "sentences")
    read = _both(
        graph, weights, "read", entered, grid, lengths, graph.take("states", TensorProto.INT64, "characters", 2)
    )
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

    The layer's parts are added up. Those of the own vectors and of the words around are no part of the graph (`entering`),
    that of the states is worked out once a unit.
    """
    _, words, flags, around = _layer(weights)
    units = graph.take("units", TensorProto.FLOAT, "units", weights["characters.weight"].shape[1])
    unit_grid = graph.take("unit_grid", TensorProto.INT64, "unit_steps", "sentences")
    lengths = graph.take("unit_lengths", TensorProto.INT32, "sentences")
    states = graph.take("unit_states", TensorProto.INT64, "units", 2)
    at_units = _product(graph, "around", _both(graph, weights, "units", units, unit_grid, lengths, states), around)
    rows = graph.take("rows", TensorProto.FLOAT, "rows", len(words))
    flagged = _product(graph, FLAGGED, graph.take("flags", TensorProto.FLOAT, "rows", FLAGS), flags)
    of_units = graph.node("Gather", [at_units, graph.take("unit_of", TensorProto.INT64, "rows")], "around", axis=0)
    total = graph.node("Add", [rows, graph.node("Add", [flagged, of_units], "others")], "total")
    return graph.node("Tanh", [total], "entered")


def entering(weights: Weights) -> tuple[np.ndarray, np.ndarray]:
    """What the first layer makes of each character's own vector, and its weights for words: both as `Products` takes them."""
    own, words, *_ = _layer(weights)
    table = weights["characters.weight"] @ own.T + weights["enter.bias"]
    return table, np.stack([part.T for part in np.split(words, KINDS, axis=1)])


def _layer(weights: Weights) -> Sequence[np.ndarray]:
    """The first layer's weights: for each character's own vector, the words around it, its flags, the state of its unit."""
    layer, size = weights["enter.weight"], weights["characters.weight"].shape[1]
    others = layer.shape[1] - 2 * weights["units.forwards.weight_hh_l0"].shape[1]
    return np.split(layer, [size, others - FLAGS, others], axis=1)


def _product(graph: Graph, name: str, values: str, weight: np.ndarray) -> str:
    """A linear layer without its bias."""
    return graph.node("MatMul", [values, graph.constant(f"{name}.weight", weight.T)], f"{name}.product")


def _both(graph: Graph, weights: Weights, name: str, rows: str, grid: str, lengths: str, states: str) -> str:
    """An LSTM in each direction over the rows that a grid places; `states` are the places of each row's two states."""
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
    # By steps, directions and sentences: one look-up puts the rows in order and the two states of each side by side.
    flat = graph.node("Reshape", [ways, graph.constant(f"{name}.one", np.array([-1, width]))], f"{name}.flat")
    taken_out = graph.node("Gather", [flat, states], f"{name}.taken", axis=0)
    return graph.node(
        "Reshape", [taken_out, graph.constant(f"{name}.two", np.array([-1, 2 * width]))], f"{name}.states"
    )


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
