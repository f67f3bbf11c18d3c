"""Names of Japanese people wherever a text that speaks of Japan has them: 东野圭吾, 川久保玲, 长谷川克之.

Many family names are words or places in Chinese as well (高山, 中村); in other texts only a title or the like tells of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.segment import Passage, WordSegmenter
from pipeline.tag.borders import all_stops
from pipeline.tag.japanese_model import JapaneseModel
from pipeline.tag.name_forms import Form, heads_of_others
from pipeline.tag.name_sites import support_behind

_JAPAN = re.compile("日本|东京|大阪|横滨|名古屋|北海道|日媒|日方|日籍|日裔|日剧|日语|日军|昭和|平成|令和")
_HAN = re.compile(r"[\u3400-\u9fff]{4,12}")
_PLACE_END = frozenset("市县区町村湾岛园")
_BEFORE, _BEHIND = frozenset("由为被把让给"), frozenset("于等的")
"""Words around names that the dictionary's words hide: 由|川久保玲|于."""
_PRIOR = -8.5
"""Log-odds that a name stands at a place of which nothing is known but that the text speaks of Japan."""
_INSIDE = -3.0
"""Added when the name would begin or end, by the segmentation, inside a word."""
_FUNCTION_WORD = -6.0
"""Added where a preposition or the like begins: 由|川久保玲."""
_FAMOUS = -30.0
"""Log-probability of a name that is a word of the dictionary, as if it were none: 川端康成, against 小桥|流水."""
_FOLLOWED = -5.0
"""Added when a given name of one character or an unknown one would end in a word that stands behind names: 川久保玲|将."""


def japanese_names(passage: Passage) -> tuple[Form, ...]:
    """Names with log-odds, in text order; of such as overlap the more probable one."""
    text = passage.folded
    if not any(passage.word_starting_at(m.start()).startswith(m.group()) for m in _JAPAN.finditer(text)):
        return ()
    surnames = JapaneseModel.shared().surnames.all(text)
    forms = (form for start, middle, _ in surnames for form in _forms(passage, start, middle) if form.odds > 0)
    chosen: dict[int, Form] = {}
    for form in sorted(forms, key=lambda form: -form.odds):
        if chosen.keys().isdisjoint(range(form.start, form.end)):
            chosen |= dict.fromkeys(range(form.start, form.end), form)
    return tuple(sorted(set(chosen.values()), key=lambda form: form.start))


def _forms(passage: Passage, start: int, middle: int) -> Iterator[Form]:
    """The name with one, two and three characters of given name."""
    text, model = passage.folded, JapaneseModel.shared()
    run = _HAN.match(text, start)
    if run is None or text[start - 1 : start] == "《":
        return
    words = WordSegmenter.shared()
    ordinary = words.log_probabilities(run.group())
    begins = 0.0 if start in passage.word_starts else _INSIDE
    if text[start] in _BEFORE or passage.word_starting_at(start) in all_stops():
        begins += _FUNCTION_WORD
    for length, weight in model.names(run.group()).items():
        end = start + length
        if length < 4 or end <= middle or _PLACE_END.intersection(text[end - 1 : end + 1]):
            continue
        if heads_of_others().search(text, middle, end) or heads_of_others().match(text, end):
            continue
        name, given = text[start:end], text[middle:end]
        explained = ordinary[0] - ordinary[length]
        odds = weight + _PRIOR + begins + support_behind(text, end)
        if passage.word_starting_at(start) == name and not words.is_word(given):
            explained = _FAMOUS
        odds += 0 if end in passage.word_starts or end == len(text) else _INSIDE
        followed = support_behind(text, end - 1) or text[end - 1] in _BEHIND
        if followed and not (len(given) > 1 and model.knows_given(given)):
            odds += _FOLLOWED
        yield Form(start, end, odds - explained, "japanese")
