"""Weigh what the rules propose against what the learned tagger thinks: one calibrated score for each candidate.

A candidate is a span with a label, whoever proposes it. What speaks for or against it are a few figures (`EVIDENCE`): the
tagger's chance, whether the rules alone would keep it, what stands in its way, and what the document says about the same
words elsewhere. A logistic function with weights for each label, learnt on documents that the tagger had not seen, makes
them one score: the chance that the candidate is right. `resolve` then lets the scores decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from operator import mul

from pipeline.tag.base import Candidate
from pipeline.tag.lexicon import Lexicon
from pipeline.tag.works import in_marks

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
_UNKNOWN = frozenset(
    {"person:hyphen", "person:japanese", "title:spread", "organization:periodical", "event:in-brackets"}
)
"""Rules for what the tagger has learnt next to nothing about: their own score, up to `_UNSEEN`, stands for its chance, as does
that of a title right before such a name."""
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
        score = round(1 / (1 + exp(min(-total, 30.0))), 4)
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
    stand = {(c.start, c.end, c.label): c for c in kept if c.label in known}
    chances = dict(opinion.chances)
    unknown = {c.start for c in stand.values() if c.rule in _UNKNOWN and c.label == "PERSON"}
    chances |= {
        key: max(min(c.score, _UNSEEN), chances.get(key, 0.0))
        for key, c in stand.items()
        if c.rule in _UNKNOWN or (c.label == "TITLE" and c.end in unknown)
    }
    texts: dict[str, list[tuple[int, str, float]]] = defaultdict(list)
    for (start, end, label), chance in chances.items():
        texts[text[start:end]].append((start, label, chance))
    standing = _standing(text, {*texts, *[text[start:end] for start, end, _ in proposed]})
    keys = sorted({*proposed, *chances, *_again(text, chances, stand, standing)})
    in_full = _in_full(text, chances)
    firm = {**chances, **dict.fromkeys(stand, 1.0)}
    people, ends_of_people = _best_at(firm, "PERSON")
    _, ends_of_organizations = _best_at(firm, "ORG")
    for key, rival, around, crossed in zip(keys, *_overlapping(keys, chances, stand), strict=True):
        start, end, label = key
        name = text[start:end]
        chance = chances.get(key, 0.0)
        chance = _LEAST if chance < _LEAST else _MOST if chance > _MOST else chance
        odds = log(chance / (1 - chance))
        held = stand.get(key)
        throughout = elsewhere = otherwise = repeated = 0.0
        for begin, other, value in texts.get(name, ()):
            if other == label:
                throughout += value
            if begin != start:
                repeated = 1.0
                if other != label:
                    otherwise = max(otherwise, value)
                else:
                    elsewhere = max(elsewhere, value)
        times = len(standing[name])
        throughout /= times
        often = log(times)
        in_full_elsewhere = holder = held_at = 0.0
        if label == "LOC" and text[end : end + 1] not in _UNITS:
            in_full_elsewhere = in_full.get(name, 0.0)
        elif label == "TITLE":
            for gap in range(_BESIDE + 1):
                holder = max(holder, people.get(end + gap, 0.0), ends_of_people.get(start - gap, 0.0))
            held_at = ends_of_organizations.get(start, 0.0)
        yield (
            held or proposed.get(key) or Candidate(start, end, label, f"{_NAMES[label]}:tagger"),
            [
                1.0,
                odds,
                1.0 if held else 0.0,
                (held.score - 0.75) * 4 if held else 0.0,
                1.0 if not held and key in proposed else 0.0,
                odds if held else 0.0,
                crossed,
                rival,
                elsewhere,
                otherwise,
                throughout,
                often,
                throughout * often,
                repeated,
                around,
                around if held else 0.0,
                in_full_elsewhere,
                holder,
                held_at,
            ],
        )


def _proposed(candidates: Iterable[Candidate]) -> dict[Key, Candidate]:
    """The best candidate for each span and label."""
    best: dict[Key, Candidate] = {}
    for candidate in candidates:
        key = candidate.start, candidate.end, candidate.label
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


def _best_at(chances: Mapping[Key, float], label: str) -> tuple[Mapping[int, float], Mapping[int, float]]:
    """Offsets at which pieces of a label begin, and those at which they end → the best chance of these."""
    begins: dict[int, float] = {}
    ends: dict[int, float] = {}
    for (start, end, of), chance in chances.items():
        if of == label:
            begins[start] = max(begins.get(start, 0.0), chance)
            ends[end] = max(ends.get(end, 0.0), chance)
    return begins, ends


def _standing(text: str, names: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Where each name stands in a text, found in one pass."""
    starts: dict[str, list[int]] = defaultdict(list)
    for start, _, name in Lexicon((name, name) for name in names).all(text):
        starts[name].append(start)
    return starts


def _again(
    text: str, chances: Mapping[Key, float], stand: Iterable[Key], standing: Mapping[str, Sequence[int]]
) -> Iterator[Key]:
    """Other places of names of which tagger or rules are sure: a name found once is looked for everywhere."""
    sure = {*stand, *(key for key, chance in chances.items() if chance >= _SURE)}
    names = {
        (text[start:end], label)
        for start, end, label in sure
        if end - start >= _SHORTEST.get(label, len(text) + 1) and not in_marks(text, start, end)
    }
    for name, label in names:
        starts = standing[name]
        if len(starts) > 1:
            end = 0
            for start in starts:
                if start >= end:
                    end = start + len(name)
                    yield start, end, label


def _overlapping(
    keys: Sequence[Key], chances: Mapping[Key, float], stand: Container[Key]
) -> tuple[Sequence[float], Iterable[float], Sequence[float]]:
    """For each key, by start: the best chance of the other pieces that overlap it, their sum, at most 1, and 1 if one of
    those that stand overlaps it."""
    best, total, crossed = ([0.0] * len(keys) for _ in range(3))
    before: list[tuple[int, int, float, bool]] = []  # what begins before a key and has not ended there
    for row, key in enumerate(keys):
        start, end, _ = key
        chance, stands = chances.get(key, 0.0), key in stand
        before = [piece for piece in before if piece[1] > start]
        for other, _, rival, other_stands in before:
            if rival > best[row]:
                best[row] = rival
            if chance > best[other]:
                best[other] = chance
            total[row] += rival
            total[other] += chance
            if other_stands:
                crossed[row] = 1.0
            if stands:
                crossed[other] = 1.0
        before.append((row, end, chance, stands))
    return best, [min(each, 1.0) for each in total], crossed
