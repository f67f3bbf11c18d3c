"""What a model costs at run time: `python -m training.tagger.cost MODEL LAC` prints characters a second and MiB at the peak.

A module of its own, so that the process holds no torch.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.segment.sentences import split_sentences
from pipeline.tag.statistical import Tagger
from pipeline.tag.statistical.tagger import Piece
from training.tagger import plain_crf
from training.tagger.data import ROOT, documents
from training.tagger.lac import Lac

ROUNDS = 3

Read = Callable[[Sequence[str]], Iterable[set[tuple[int, int, str]]]]


def by_pack(path: Path, least: float = 0.5) -> Read:
    """The spans of a pack with at least this chance; of those that overlap the likeliest."""
    tagger = Tagger.load(path)
    return lambda sentences: [apart([p for p in pieces if p.chance >= least]) for pieces in tagger.read(sentences)]


def apart(pieces: Sequence[Piece]) -> set[tuple[int, int, str]]:
    """Pieces that do not overlap, the likeliest first."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.chance):
        if all(piece.end <= other.start or piece.start >= other.end for other in kept):
            kept.append(piece)
    return {piece[:3] for piece in kept}


def by_crf(path: Path, describe: plain_crf.Describe) -> Read:
    """The spans of a plain CRF."""
    return lambda sentences: plain_crf.read(path, sentences, describe)


def sentences_of(text: str) -> list[tuple[int, str]]:
    """Where each sentence begins, and the sentence."""
    return [(s.start, text[s.start : s.end]) for s in split_sentences(text) if s.end > s.start]


def cost(path: Path, lac: Path) -> tuple[float, float]:
    """Characters a second of processor time and MiB at the peak, in a process that only reads corpus/gold with one thread."""
    command = [sys.executable, "-m", "training.tagger.cost", str(path), str(lac)]
    speed, memory = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
    return speed, memory


def main() -> int:
    path, lac = map(Path, sys.argv[1:])
    sentences = [sentence for _, text, _ in documents(ROOT / "corpus/gold") for _, sentence in sentences_of(text)]
    read = by_crf(path, plain_crf.Describe(Lac.read(lac))) if path.suffix == ".crfsuite" else by_pack(path)
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        list(read(sentences))
        best = min(best, time.process_time() - began)
    # Not ru_maxrss: that counts what the parent, which holds torch, had in memory.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
    print(json.dumps([sum(map(len, sentences)) / best, peak]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
