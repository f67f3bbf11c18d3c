"""Write a trained network as the pack that `pipeline.tag.statistical` reads: ONNX network, tables, manifest."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.normalize.fold import fold
from pipeline.tag.statistical.around import Products
from pipeline.tag.statistical.features import Features
from pipeline.tag.statistical.grid import inputs, layout
from pipeline.tag.statistical.lexicon import Lexicon
from pipeline.tag.statistical.pack import write_pack
from pipeline.tag.statistical.tagger import open_network
from training.tagger.lac import Lac
from training.tagger.model import legal, tags_of
from training.tagger.narrow import moments, narrowed
from training.tagger.network import Weights, entering, entry, network

_TOGETHER = 128


def export(
    path: Path,
    manifest: Mapping[str, Any],
    lac: Lac,
    characters: str,
    weights: Weights,
    sentences: Sequence[str],
    quantized: bool = True,
) -> None:
    """Write the pack of a network; `manifest` has the labels and whatever else is to be known of it, `sentences` are text
    of the kind that it will read."""
    barred = legal(tags_of(manifest["labels"]))
    moves, first, last = (
        weights[f"crf.{name}"] + bar for name, bar in zip(("moves", "first", "last"), barred, strict=True)
    )
    own, words = entering(weights)
    features = lac.features(characters, Products(own, *lac.of_words, words))
    second = moments(_entered(weights, features, sentences))
    lexicon = Lexicon.of(lac.words)
    members = {
        "network.onnx": network(narrowed(weights, second), quantized),
        "own.npy": _array(own),
        "entering.npy": _array(words),
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


def _entered(weights: Weights, features: Features, sentences: Sequence[str]) -> Iterator[np.ndarray]:
    """What enters the LSTM over characters at each character of the sentences, some sentences at a time."""
    session = open_network(entry(weights))
    taken = [each.name for each in session.get_inputs()]
    order = sorted(filter(None, sentences), key=len)
    for begin in range(0, len(order), _TOGETHER):
        reading = features([fold(sentence) for sentence in order[begin : begin + _TOGETHER]])
        (feed,) = inputs(reading, [len(reading.lengths)])
        yield session.run(None, {name: feed[name] for name in taken})[0][layout(reading.lengths).rows]


def _array(value: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, value, allow_pickle=False)
    return stream.getvalue()
