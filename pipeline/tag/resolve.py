"""Choose among candidates.

Two candidates exclude each other when they overlap, unless their labels may nest: values (MONEY, DATE …) and
labels of third parties may stand inside EVENT and WORK. The better score wins, then the longer span. What a
document says elsewhere counts too: a weak name that begins the name of an organization is not a person.

Where the learned tagger has an opinion, `weigh` first gives the candidates of its labels a common score.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.schema import AMOUNT_LABELS, LABELS, TIME_LABELS, Span
from pipeline.segment import Passage
from pipeline.tag.base import Candidate
from pipeline.tag.weigh import Opinion, weigh
from pipeline.tag.works import in_marks

THRESHOLD = 0.5
"""Candidates below this score are dropped."""

LIKELY = 0.4
"""The same for scores that `weigh` gives. They are chances to be right, and where candidates with the chance p are kept, F1
rises as long as p is above half of it."""

_EVERYWHERE, _POSSIBLE = frozenset({"ORG", "EVENT"}), 0.1
"""Names with these labels that a document has for sure are such names in other places as well, where their score is at least this.
Places and people lost more than they gained by it."""

_SPREAD = 3
"""So many such places to a sure one, at most: one mistake must not become thirty."""

CONTAINER_SCORE = 0.6
WEAK_NAMES = frozenset(
    f"person:{rule}" for rule in ("anywhere", "clause-start", "repeated", "cue", "before-honorific", "list")
)
"""Rules for people whose context does not by itself say that a name stands there."""

NAMES = frozenset({"PERSON", "TITLE", "ORG", "LOC"})
CONTAINERS = frozenset({"EVENT", "WORK"})
_HIDDEN = NAMES | CONTAINERS
"""What a container hides that lies inside it."""
_ORGANIZATIONS = frozenset({"ORG"})
_HOLDERS = CONTAINERS | _ORGANIZATIONS
VALUES = AMOUNT_LABELS | TIME_LABELS

_Over = tuple[Candidate, ...]
"""The candidates that lie over a character."""
_ORDER = {label: index for index, label in enumerate(LABELS)}


def resolve(passage: Passage, candidates: Iterable[Candidate], opinion: Opinion | None = None) -> tuple[Span, ...]:
    """The mentions of a document: the best candidates, in text order, with ids `m1`, `m2`, …

    Candidates that the text does not hold (`end` behind its end, empty) are dropped.
    """
    text = passage.text
    usable = [c for c in candidates if 0 <= c.start < c.end <= len(text) and c.score >= THRESHOLD]
    kept = choose(text, usable)
    if opinion:
        weighed = weigh(text, usable, kept, opinion)
        likely = [c for c in weighed if c.score >= LIKELY]
        kept = _best(likely)
        if more := _named_elsewhere(text, weighed, kept):
            kept = _best(likely + more)
    kept.sort(key=lambda c: (c.start, -c.end, _ORDER.get(c.label, len(_ORDER))))
    later = [sentence.start for sentence in passage.sentences[1:]]
    return tuple([_span(c, number, text, later) for number, c in enumerate(kept, 1)])


def _span(c: Candidate, number: int, text: str, later: Sequence[int]) -> Span:
    """The mention of a candidate; `later` is where all sentences begin but the first."""
    start, end = c.start, c.end
    sentence = bisect_right(later, start)
    return Span(
        start, end, text[start:end], c.label, f"m{number}", c.norm, score=c.score, source=c.rule, sentence=sentence
    )


def choose(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """What the rules alone keep of usable candidates, by their own scores."""
    return _best(_consistent(text, candidates))


def _named_elsewhere(text: str, weighed: Iterable[Candidate], kept: Iterable[Candidate]) -> list[Candidate]:
    """Candidates that are not likely by themselves, where the document has the same words with the same label for sure, and not
    only here and there."""
    sure = Counter(
        (c.label, text[c.start : c.end])
        for c in kept
        if c.label in _EVERYWHERE and c.score >= THRESHOLD and not in_marks(text, c.start, c.end)
    )
    possible: dict[tuple[str, str], list[Candidate]] = {name: [] for name in sure}
    for c in weighed:
        if c.label in _EVERYWHERE and _POSSIBLE <= c.score < LIKELY:
            possible.get((c.label, text[c.start : c.end]), []).append(c)
    return [
        Candidate(c.start, c.end, c.label, c.rule, LIKELY, c.norm)
        for name, found in possible.items()
        if len(found) <= _SPREAD * sure[name]
        for c in found
    ]


def _consistent(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Drop organizations inside longer ones, and weak names of people that are a part of an organization's name here or
    begin one elsewhere in the document."""
    over: list[_Over] = [()] * len(text)
    openings: set[str] = set()
    for c in candidates:
        if c.label in _HOLDERS and c.score >= CONTAINER_SCORE:
            start, end = c.start, c.end
            over[start:end] = _with(c, over[start:end])
            if c.label == "ORG" and end - start > 2:
                openings.add(text[start : start + 2])
                if end - start > 3:
                    openings.add(text[start : start + 3])
    return [
        c
        for c in candidates
        if not (c.label == "ORG" and _held(c, over[c.start], _ORGANIZATIONS))
        and not (
            c.label == "PERSON"
            and c.rule in WEAK_NAMES
            and (_held(c, over[c.start], _HOLDERS) or text[c.start : c.end] in openings)
        )
    ]


def _held(candidate: Candidate, over: _Over, labels: frozenset[str]) -> bool:
    """Whether a candidate lies inside a longer one with one of these labels."""
    start, end = candidate.start, candidate.end
    for other in over:
        longer = other.end - other.start > end - start
        if longer and other.start <= start and end <= other.end and other.label in labels:
            return True
    return False


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """Greedy choice: containers first, then by score and length; a candidate gives way to those it conflicts with."""
    kept: list[Candidate] = []
    taken: list[_Over] = [()] * max((c.end for c in candidates), default=0)
    ranked = sorted(candidates, key=lambda c: (c.label in CONTAINERS, c.score, c.end - c.start, -c.start), reverse=True)
    for candidate in ranked:
        start, end = candidate.start, candidate.end
        under = taken[start:end]
        if not any(under) or not _crossed(candidate, under):
            kept.append(candidate)
            taken[start:end] = _with(candidate, under)
    return kept


def _crossed(candidate: Candidate, under: list[_Over]) -> bool:
    """Whether a candidate that is kept excludes another that lies on what stands over these characters."""
    last: _Over = ()
    for over in under:
        if over is last:  # neighbours mostly have the same candidates over them
            continue
        last = over
        for kept in over:
            if _exclude(candidate, kept):
                return True
    return False


def _with(candidate: Candidate, under: list[_Over]) -> list[_Over]:
    """What lies over the characters of a candidate when it is laid on what lay there."""
    return [(*others, candidate) for others in under] if any(under) else [(candidate,)] * len(under)


def _exclude(candidate: Candidate, kept: Candidate) -> bool:
    if candidate.label == kept.label:
        return True
    inside = kept.start <= candidate.start and candidate.end <= kept.end
    if kept.label in CONTAINERS and inside:
        return candidate.label in _HIDDEN
    return candidate.label in _ORDER and kept.label in _ORDER
