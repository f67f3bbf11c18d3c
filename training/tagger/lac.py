"""LAC 2.1.2 (Apache-2.0, Baidu): its vocabulary with vectors, its dictionary for cutting, and its word encoder."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from pipeline.tag.statistical.around import KINDS, Around, Entry
from pipeline.tag.statistical.features import Features
from pipeline.tag.statistical.lexicon import Lexicon

LONGEST = 8
"""Longer words of the vocabulary are left out."""

_UNKNOWN = "OOV"


@dataclass(frozen=True)
class Lac:
    """What the tagger takes from LAC.

    `words` are those of two and more characters: the first `known` have the first rows of `vectors`, the others only serve
    the cut. `singles` are characters with a row of their own or of the character that LAC reads in their place,
    `single_rows`; the unknown word's row comes last. `vectors` is rounded to 8 bits with a scale for each row. `layers` are
    those of the encoder, `leave` the matrix and the shift that make scores of LAC's tags from its states.
    """

    words: list[str]
    known: int
    vectors: np.ndarray
    scale: np.ndarray
    singles: str
    single_rows: np.ndarray
    cutting: np.ndarray
    penalty: float
    layers: list[dict[str, np.ndarray]]
    leave: tuple[np.ndarray, np.ndarray]

    @classmethod
    def read(cls, folder: Path) -> Lac:
        """Read `lac_model` of an unpacked LAC."""
        vocabulary: dict[str, int] = {}
        for line in (folder / "conf/word.dic").read_text(encoding="utf-8").split("\n"):
            number, tab, token = line.partition("\t")
            if tab:
                vocabulary[token] = int(number)
        counts = dict(line.split() for line in (folder / "conf/small_seg.dic").read_text("utf-8").splitlines())
        named = [token for token in vocabulary if 1 < len(token) <= LONGEST and token != _UNKNOWN]
        singles = {token: token for token in vocabulary if len(token) == 1}
        for line in (folder / "conf/q2b.dic").read_text(encoding="utf-8").split("\n"):
            written, _, read = line.partition("\t")
            if len(written) == 1 and read in vocabulary:
                singles[written] = read
        cut_only = [token for token in counts if 1 < len(token) <= LONGEST and token not in vocabulary]
        table = _tensor(folder / "model/word_emb")
        alone = list(dict.fromkeys(singles.values()))
        chosen = table[[vocabulary[token] for token in [*named, *alone, _UNKNOWN]]]
        row = {token: len(named) + number for number, token in enumerate(alone)}
        scale = (np.abs(chosen).max(axis=1) / 127 + 1e-9).astype(np.float32)
        words = named + cut_only
        return cls(
            words=words,
            vectors=np.round(chosen / scale[:, None]).astype(np.int8),
            scale=scale,
            known=len(named),
            singles="".join(singles),
            single_rows=np.array([row[token] for token in singles.values()], dtype=np.int32),
            cutting=np.array([word in counts for word in words]),
            penalty=log(sum(int(count) for count in counts.values())),
            layers=[_layer(folder / "model", *numbers) for numbers in ((0, 1), (2, 3))],
            leave=(_tensor(folder / "model/fc_4.w_0"), _tensor(folder / "model/fc_4.b_0").ravel()),
        )

    @property
    def of_words(self) -> tuple[np.ndarray, np.ndarray]:
        """The vectors of the words without those of single characters, and their scale."""
        return self.vectors[: self.known], self.scale[: self.known, None]

    def features(self, characters: str, entry: Entry | None = None) -> Features:
        """The run-time features over these tables; `characters` are those in the network's own table. An entry that is not
        given leaves the vectors of the words as they are."""
        return Features(
            lexicon=Lexicon.of(self.words),
            vectors=self.vectors,
            scale=self.scale[:, None],
            words=self.known,
            cutting=self.cutting,
            penalty=self.penalty,
            singles=Features.table(self.singles, self.single_rows, len(self.vectors) - 1),
            characters=Features.table(characters, np.arange(1, len(characters) + 1), 0),
            entry=entry or Plain(*self.of_words),
        )


@dataclass(frozen=True)
class Plain:
    """An entry for training: the mean vectors of the words that begin, hold and end, side by side."""

    vectors: np.ndarray
    scale: np.ndarray

    def __call__(self, characters: np.ndarray, around: Around) -> np.ndarray:
        words = np.multiply(self.vectors[around.words], self.scale[around.words], dtype=np.float32)
        means = np.zeros((KINDS * around.size, words.shape[1]), dtype=np.float32)
        means[around.filled] = around.means(lambda some: words[some])
        return np.hstack(np.split(means, KINDS))


def _layer(folder: Path, *numbers: int) -> dict[str, np.ndarray]:
    """A bidirectional GRU in ONNX's layout, from LAC's projections and gates of both directions."""
    parts = [_direction(folder, number) for number in numbers]
    return {name: np.stack([part[name] for part in parts]) for name in parts[0]}


def _direction(folder: Path, number: int) -> dict[str, np.ndarray]:
    """One direction. Paddle adds `update` of the new state, ONNX keeps `update` of the old one: hence the sign."""
    inner = _tensor(folder / f"fc_{number}.w_0").T
    bias = _tensor(folder / f"fc_{number}.b_0").ravel() + _tensor(folder / f"gru_{number}.b_0").ravel()
    flat = _tensor(folder / f"gru_{number}.w_0").ravel()
    width = len(bias) // 3
    gates = flat[: 2 * width * width].reshape(width, 2 * width)
    proposal = flat[2 * width * width :].reshape(width, width)
    recurrent = np.concatenate([gates, proposal], axis=1).T
    sign = np.repeat(np.array([-1, 1, 1], dtype=np.float32), width)
    return {
        "inner": inner * sign[:, None],
        "recurrent": recurrent * sign[:, None],
        "bias": np.concatenate([bias * sign, np.zeros(3 * width, dtype=np.float32)]),
    }


def _tensor(path: Path) -> np.ndarray:
    """Read one of Paddle's saved tensors: version, levels of detail, version, a small protobuf of dimensions, floats."""
    data = path.read_bytes()
    at = 12
    for _ in range(struct.unpack_from("<Q", data, 4)[0]):
        at += 8 + struct.unpack_from("<Q", data, at)[0]
    size = struct.unpack_from("<i", data, at + 4)[0]
    at += 8
    return np.frombuffer(data, dtype="<f4", offset=at + size).reshape(_dimensions(data[at : at + size])).copy()


def _dimensions(message: bytes) -> list[int]:
    """The repeated field 2 of a protobuf message of varints."""
    numbers, value, shift = [], 0, 0
    for byte in message:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value = shift = 0
    return [number for tag, number in zip(numbers[::2], numbers[1::2], strict=True) if tag == 0x10]
