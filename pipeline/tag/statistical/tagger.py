"""The learned tagger: sentences in, chances of labelled spans out. Needs numpy and onnxruntime, nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.normalize.fold import fold
from pipeline.tag.statistical.around import Products
from pipeline.tag.statistical.crf import Chain
from pipeline.tag.statistical.features import Features
from pipeline.tag.statistical.grid import inputs
from pipeline.tag.statistical.lexicon import Lexicon
from pipeline.tag.statistical.pack import Pack, PackError, read_pack

if TYPE_CHECKING:
    import onnxruntime

SHIPPED = Path(__file__).parents[2] / "resources" / "tagger.pack"
WINDOW = 400
"""Sentences longer than this are read in windows, cut behind a comma where there is one."""

LEAST = 0.02
"""Pieces less likely than this are not told."""

_TOGETHER = 512
_BATCH = 6000
_PADDING = 1.2
_COMMAS = ",;:，；：、 "


class Piece(NamedTuple):
    """A piece `[start, end)` of a sentence that has a label by a certain chance (0–1)."""

    start: int
    end: int
    label: str
    chance: float


@dataclass(frozen=True, slots=True)
class Tagger:
    """A loaded pack.

    >>> tagger = Tagger.load()
    >>> [tuple(piece[:3]) for piece in tagger.read(["北京大学校长李晓明出席。"])[0] if piece.chance > 0.5]
    [(0, 4, 'ORG'), (4, 6, 'TITLE'), (6, 9, 'PERSON')]
    """

    labels: tuple[str, ...]
    features: Features
    chain: Chain
    session: onnxruntime.InferenceSession
    manifest: Mapping[str, object]

    @classmethod
    def load(cls, path: Path | None = None) -> Tagger:
        """Load a pack, the shipped one by default. Raises PackError when it is missing, damaged or of another format."""
        pack = read_pack(path or SHIPPED)
        try:
            return cls._from(pack)
        except (PackError, ImportError):
            raise
        except Exception as error:
            raise PackError(
                f"{pack.path}: its parts do not fit together ({error}); train a pack with `make train`"
            ) from error

    @classmethod
    def _from(cls, pack: Pack) -> Tagger:
        labels = tuple(pack.manifest["labels"])
        vectors, known = pack.array("vectors.npy"), int(pack.manifest["known"])
        scale = pack.array("scale.npy").astype(np.float32)[:, None]
        lexicon = Lexicon(pack.array("hashes.npy"), pack.array("words.npy"), pack.manifest["lengths"])
        characters, own = pack.member("characters.txt").decode("utf-32-le"), pack.array("own.npy")
        features = Features(
            lexicon=lexicon,
            vectors=vectors,
            scale=scale,
            words=known,
            cutting=np.unpackbits(pack.array("cutting.npy")).astype(bool),
            penalty=float(pack.manifest["penalty"]),
            singles=Features.table(
                pack.member("singles.txt").decode("utf-32-le"), pack.array("single_rows.npy"), len(vectors) - 1
            ),
            characters=Features.table(characters, np.arange(1, len(characters) + 1), 0),
            entry=Products(own, vectors[:known], scale[:known], pack.array("entering.npy")),
        )
        rows = max(known - 1, int(features.singles.max()))
        if (
            len(lexicon.hashes) != len(lexicon.words)
            or lexicon.words.max(initial=-1) >= len(features.cutting)
            or rows >= len(vectors)
        ):
            raise ValueError(f"{len(lexicon.hashes)} words and {len(vectors)} vectors")
        if len(own) != len(characters) + 1:
            raise ValueError(f"{len(characters)} characters and {len(own)} rows for them")
        moves = pack.array("moves.npy").astype(np.float32)
        if moves.shape != (4 * len(labels) + 3, 4 * len(labels) + 1):
            raise ValueError(f"{len(labels)} labels, but a table of moves of shape {moves.shape}")
        session = open_network(pack.member("network.onnx"))
        return cls(labels, features, Chain(moves[:-2], moves[-2], moves[-1]), session, pack.manifest)

    def read(self, sentences: Sequence[str], folded: bool = False) -> list[list[Piece]]:
        """All pieces of each sentence that have a chance of at least `LEAST`; at most one of those that overlap has more
        than one half.

        Any string is a sentence: empty, blank, or 20,000 characters long. Traditional and full-width text is folded, unless it
        is said to be.
        """
        found: list[list[Piece]] = [[] for _ in sentences]
        windows = [(index, start, end) for index, text in enumerate(sentences) for start, end in _windows(text)]
        windows.sort(key=lambda window: window[2] - window[1])
        for begin in range(0, len(windows), _TOGETHER):
            batch = windows[begin : begin + _TOGETHER]
            texts = [sentences[index][start:end] for index, start, end in batch]
            reading = self.features(texts if folded else [fold(text) for text in texts])
            feeds = inputs(reading, _counts(reading.lengths.tolist()))
            scores = np.concatenate([self.session.run(None, feed)[0] for feed in feeds])
            starts = (np.cumsum(reading.lengths) - reading.lengths).tolist()
            for start, end, label, chance in self.chain.spans(scores, reading.lengths, LEAST):
                number = bisect_right(starts, start) - 1
                index, first, _ = batch[number]
                shift = first - starts[number]
                found[index].append(Piece(start + shift, end + shift, self.labels[label], chance))
        for pieces in found:
            pieces.sort()
        return found


def open_network(model: bytes) -> onnxruntime.InferenceSession:
    """An ONNX network that runs on the processor, in one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text into windows that tile it; an empty text has none.

    >>> list(_windows("字" * 500))
    [(0, 400), (400, 500)]
    """
    start = 0
    while len(text) - start > WINDOW:
        cuts = (text.rfind(mark, start + WINDOW // 2, start + WINDOW) for mark in _COMMAS)
        best = max(cuts, default=-1)
        end = best + 1 if best >= 0 else start + WINDOW
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _counts(lengths: Sequence[int]) -> list[int]:
    """How many sentences, which come by length, go together: with little padding, and `_BATCH` characters at most."""
    counts = []
    count = real = 0
    for length in lengths:
        padded = length * (count + 1)
        if count and (padded > _BATCH or padded > _PADDING * (real + length)):
            counts.append(count)
            count = real = 0
        count += 1
        real += length
    return [*counts, count]
