"""Weigh what the rules propose against what the learned tagger thinks: one calibrated score for each candidate.

A candidate is a span with a label, whoever proposes it. What speaks for or against it are a few figures (`EVIDENCE`): the
tagger's chance, whether the rules alone would keep it, what stands in its way, and what the document says about the same
words elsewhere. A logistic function with weights for each label, learnt on documents that the tagger had not seen, makes
them one score: the chance that the candidate is right. `resolve` then lets the scores decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from operator import mul

import numpy as np
import numpy.typing as npt

from pipeline.tag.base import Candidate
from pipeline.tag.lexicon import Lexicon

Key = tuple[int, int, str]
Weights = Mapping[str, Sequence[float]]

EVIDENCE = (
    "bias",
    "chance",  # log odds of the tagger's chance
    "kept",  # the rules alone keep it
    "sure",  # and how sure they are of it, from -1 to 1
    "proposed",  # a rule proposes it, but the rules prefer others
    "agreed",  # kept, and the tagger's log odds
    "crossed",  # what the rules keep overlaps it
    "rival",  # the best chance of a piece that overlaps it
    "elsewhere",  # the best chance of the same words with this label elsewhere in the document
    "otherwise",  # the best chance of the same words with another label
    "throughout",  # the mean chance of this label over all places where the same words stand
    "often",  # how many places these are, as a logarithm
    "insistent",  # both multiplied: a hesitant tagger that hesitates ten times means it
    "repeated",  # the same words stand elsewhere, however labelled
    "around",  # the chances of all pieces that overlap it, together: the tagger hesitates
    "open",  # the same, for what the rules keep
    "in_full",  # the best chance of the same place with its unit elsewhere: 永修 where the text has 永修县
    "holder",  # of a title, the best chance of a person right beside it
    "held_at",  # and of an organization that ends where it begins
)

_LEAST, _MOST = 0.02, 0.998
_SHORTEST = {"PERSON": 2, "ORG": 3, "LOC": 2}
"""Names of these labels are looked for in the whole document, if they have at least so many characters."""
_SURE = 0.8
_BESIDE = 2
"""So many characters at most stand between a title and its holder: 校长：秦望舒."""
_AT_ONCE = 256
"""So many pieces are compared with others at a time."""
_UNKNOWN = frozenset({"person:hyphen", "person:japanese", "title:spread"})
"""Rules for what the tagger has learnt next to nothing about: their own score, up to `_UNSEEN`, stands for its chance."""
_UNSEEN = 0.8
_UNITS = frozenset("省市县区州旗镇乡村")
_NAMES = {"PERSON": "person", "TITLE": "title", "ORG": "organization", "LOC": "place", "EVENT": "event", "WORK": "work"}
"""How rules for these labels call themselves."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the tagger thinks of a document: the chance of each piece, and how its word weighs (by label, as `EVIDENCE`)."""

    chances: Mapping[Key, float]
    weights: Weights


def weigh(text: str, candidates: Sequence[Candidate], kept: Iterable[Candidate], opinion: Opinion) -> list[Candidate]:
    """All candidates with their scores, and those that only the tagger proposes.

    `kept` are the candidates that the rules alone would keep. Candidates whose label the tagger does not know stay as
    they are.
    """
    weighed = [c for c in candidates if c.label not in opinion.weights]
    for candidate, evidence in evidence_of(text, candidates, kept, opinion):
        total = sum(map(mul, opinion.weights[candidate.label], evidence))
        score = round(1 / (1 + exp(-max(min(total, 30.0), -30.0))), 4)
        weighed.append(
            Candidate(candidate.start, candidate.end, candidate.label, candidate.rule, score, candidate.norm)
        )
    return weighed


def evidence_of(
    text: str, candidates: Sequence[Candidate], kept: Iterable[Candidate], opinion: Opinion
) -> Iterator[tuple[Candidate, list[float]]]:
    """Every candidate of the tagger's labels, with its figures as `EVIDENCE` names them."""
    known = opinion.weights.keys()
    proposed = _proposed(c for c in candidates if c.label in known)
    stand = {_key(c): c for c in kept if c.label in known}
    chances = dict(opinion.chances)
    chances |= {
        key: max(min(c.score, _UNSEEN), chances.get(key, 0.0)) for key, c in stand.items() if c.rule in _UNKNOWN
    }
    texts: dict[str, list[tuple[Key, float]]] = defaultdict(list)
    for key, chance in chances.items():
        texts[text[key[0] : key[1]]].append((key, chance))
    standing = _standing(text, {*texts, *(text[start:end] for start, end, _ in proposed)})
    keys = sorted({*proposed, *chances, *_again(text, chances, stand, standing)})
    in_full = _in_full(text, chances)
    rivals, hesitation = _rivals(keys, chances)
    crossed = _crossed(keys, stand.keys())
    firm = {**chances, **dict.fromkeys(stand, 1.0)}
    people, ends_of_people = _best_at(firm, "PERSON", 0), _best_at(firm, "PERSON", 1)
    ends_of_organizations = _best_at(firm, "ORG", 1)
    for key, rival, around, cross in zip(keys, rivals, hesitation, crossed, strict=True):
        start, end, label = key
        name = text[start:end]
        chance = min(max(chances.get(key, 0.0), _LEAST), _MOST)
        odds = log(chance / (1 - chance))
        held = stand.get(key)
        times = len(standing[name])
        often = log(times)
        throughout = elsewhere = otherwise = 0.0
        repeated = False
        for (begin, stop, other), value in texts.get(name, ()):
            if other == label:
                throughout += value
            if begin != start or stop != end:
                repeated = True
                if other != label:
                    otherwise = max(otherwise, value)
                else:
                    elsewhere = max(elsewhere, value)
        throughout /= times
        holder = 0.0
        if label == "TITLE":
            holder = max(
                max(people.get(end + gap, 0.0), ends_of_people.get(start - gap, 0.0)) for gap in range(_BESIDE + 1)
            )
        yield (
            held or proposed.get(key) or Candidate(start, end, label, f"{_NAMES[label]}:tagger"),
            [
                1.0,
                odds,
                float(held is not None),
                (held.score - 0.75) * 4 if held else 0.0,
                float(held is None and key in proposed),
                odds if held else 0.0,
                float(cross),
                rival,
                elsewhere,
                otherwise,
                throughout,
                often,
                throughout * often,
                float(repeated),
                around,
                around if held else 0.0,
                in_full.get(name, 0.0) if label == "LOC" and text[end : end + 1] not in _UNITS else 0.0,
                holder,
                ends_of_organizations.get(start, 0.0) if label == "TITLE" else 0.0,
            ],
        )


def _proposed(candidates: Iterable[Candidate]) -> dict[Key, Candidate]:
    """The best candidate for each span and label."""
    best: dict[Key, Candidate] = {}
    for candidate in candidates:
        key = _key(candidate)
        if key not in best or candidate.score > best[key].score:
            best[key] = candidate
    return best


def _in_full(text: str, chances: Mapping[Key, float]) -> Mapping[str, float]:
    """Names of places without their unit → the best chance of the name with it."""
    best: dict[str, float] = {}
    for (start, end, label), chance in chances.items():
        if label == "LOC" and end - start > 2 and text[end - 1] in _UNITS:
            name = text[start : end - 1]
            best[name] = max(best.get(name, 0.0), chance)
    return best


def _best_at(chances: Mapping[Key, float], label: str, side: int) -> Mapping[int, float]:
    """Offsets at which pieces of a label begin (`side` 0) or end (1) → the best chance of these."""
    best: dict[int, float] = {}
    for (start, end, of), chance in chances.items():
        if of == label:
            at = (start, end)[side]
            best[at] = max(best.get(at, 0.0), chance)
    return best


def _standing(text: str, names: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Where each name stands in a text, found in one pass."""
    starts: dict[str, list[int]] = defaultdict(list)
    for start, end, _ in Lexicon((name, "") for name in sorted(names)).all(text):
        starts[text[start:end]].append(start)
    return starts


def _again(
    text: str, chances: Mapping[Key, float], stand: Mapping[Key, Candidate], standing: Mapping[str, Sequence[int]]
) -> Iterator[Key]:
    """Other places of names of which tagger or rules are sure: a name found once is looked for everywhere."""
    names = {(text[a:b], label) for (a, b, label), chance in chances.items() if chance >= _SURE}
    names |= {(text[a:b], label) for a, b, label in stand}
    for name, label in sorted(names):
        if len(name) < _SHORTEST.get(label, len(text) + 1):
            continue
        end = 0
        for start in standing[name]:
            if start >= end:
                end = start + len(name)
                yield start, end, label


def _rivals(keys: Sequence[Key], chances: Mapping[Key, float]) -> tuple[list[float], list[float]]:
    """For each key, by start, the best chance of the other pieces that overlap it, and their sum, at most 1."""
    pieces = sorted(chances)
    values = np.array([chances[piece] for piece in pieces])
    places = {piece: place for place, piece in enumerate(pieces)}
    best, total = np.zeros(len(keys)), np.zeros(len(keys))
    for some, among, over in _overlapping(keys, pieces):
        for row, key in enumerate(keys[some]):
            if key in places:
                over[row, places[key] - among.start] = False
        of_others = over * values[among]
        best[some] = of_others.max(axis=1, initial=0.0)
        total[some] = of_others.sum(axis=1)
    return best.tolist(), np.minimum(total, 1.0).tolist()


def _crossed(keys: Sequence[Key], stand: Iterable[Key]) -> list[bool]:
    """For each key, by start, whether another key of those that stand overlaps it."""
    standing = sorted(stand)
    own, found = set(standing), np.zeros(len(keys), dtype=int)
    for some, _, over in _overlapping(keys, standing):
        found[some] = over.sum(axis=1)
    return [count > (key in own) for key, count in zip(keys, found.tolist(), strict=True)]


def _overlapping(keys: Sequence[Key], pieces: Sequence[Key]) -> Iterator[tuple[slice, slice, npt.NDArray[np.bool_]]]:
    """Which pieces overlap which keys, both by start, some keys at a time: those keys, the pieces that come into
    question, and a table of both."""
    if not pieces:
        return
    starts, ends = (np.array([piece[side] for piece in pieces]) for side in (0, 1))
    longest = int((ends - starts).max())
    for at in range(0, len(keys), _AT_ONCE):
        some = keys[at : at + _AT_ONCE]
        begin, stop = (np.array([key[side] for key in some])[:, None] for side in (0, 1))
        among = slice(int(np.searchsorted(starts, begin[0, 0] - longest)), int(np.searchsorted(starts, stop.max())))
        yield slice(at, at + len(some)), among, (starts[among] < stop) & (ends[among] > begin)


def _key(candidate: Candidate) -> Key:
    return candidate.start, candidate.end, candidate.label
