"""Write a trained network as the pack that `pipeline.tag.statistical` reads: ONNX network, tables, manifest."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.tag.statistical.lexicon import Lexicon
from pipeline.tag.statistical.pack import write_pack
from training.tagger.lac import Lac
from training.tagger.model import legal, tags_of
from training.tagger.network import Weights, network


def export(
    path: Path,
    manifest: Mapping[str, Any],
    lac: Lac,
    characters: str,
    weights: Weights,
    quantized: bool = True,
) -> None:
    """Write the pack of a network; `manifest` has the labels and whatever else is to be known of it."""
    barred = legal(tags_of(manifest["labels"]))
    moves, first, last = (
        weights[f"crf.{name}"] + bar for name, bar in zip(("moves", "first", "last"), barred, strict=True)
    )
    lexicon = Lexicon.of(lac.words)
    members = {
        "network.onnx": network(weights, quantized),
        "hashes.npy": _array(lexicon.hashes),
        "words.npy": _array(lexicon.words),
        "singles.txt": lac.singles.encode("utf-32-le"),
        "single_rows.npy": _array(lac.single_rows),
        "characters.txt": characters.encode("utf-32-le"),
        "vectors.npy": _array(lac.vectors),
        "scale.npy": _array(lac.scale),
        "cutting.npy": _array(np.packbits(lac.cutting)),
        "moves.npy": _array(np.concatenate([moves, first[None], last[None]]).astype(np.float32)),
    }
    write_pack(path, {**manifest, "penalty": lac.penalty, "known": lac.known, "lengths": lexicon.lengths}, members)


def _array(value: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, value, allow_pickle=False)
    return stream.getvalue()
