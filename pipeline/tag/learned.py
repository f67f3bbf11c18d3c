"""The learned tagger in the tag room: which pack the settings name, and what it thinks of a passage."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from pipeline.config import ConfigError
from pipeline.segment import Passage
from pipeline.tag.name_forms import COMPANY_OF_AREA, DOCUMENT_NUMBER, FAMILIAR, NUMBER_OF_SOMEBODY, is_something
from pipeline.tag.org_branches import OF_ALL_BANKS
from pipeline.tag.org_names import HONOURS, SOME_ONE, of_a_kind
from pipeline.tag.place_addresses import kinds, without_part
from pipeline.tag.place_forms import LED, NOT_PLACE_BEHIND
from pipeline.tag.statistical import PackError, Tagger
from pipeline.tag.weigh import EVIDENCE, Key, Opinion, Weights

_NAMED_FOR = re.compile(rf"(?:{HONOURS})?(?:专家)?工作[站室]")
_THOUGHT = r"新时代中国特色社会主义|(?:经济|法治|外交|强军|文化|生态文明)思想"
_NOT_BEHIND = {
    "LOC": NOT_PLACE_BEHIND,
    "PERSON": re.compile(rf"{_NAMED_FOR.pattern}|{_THOUGHT}|{DOCUMENT_NUMBER.pattern}"),
    "TITLE": _NAMED_FOR,
    "ORG": re.compile(
        r"(?<=[部局厅院校处科所])长(?![期远足效久达])|(?<=暴雪)[天预主黄橙红蓝来袭过灾、。]|" + OF_ALL_BANKS.pattern
    ),
}
"""What makes a piece with the label something else: 国防部|长."""

_CALLED = re.compile(
    r"[\u3400-\u9fff]{1,2}(?:大[爷妈叔伯娘姐哥嫂]|阿姨|叔叔|爷爷|奶奶|婆婆|师傅|警官|法官|医生|老师|女士|先生|同学|科长|[局处院厂校]长|经理)"
    rf"|[\u3400-\u9fff][{FAMILIAR}]"
)
"""Somebody by the family name: 李|大爷 stands for a person and is no name."""

_PRODUCT = re.compile(r"(?:手机|网上|掌上|电子|微信|直销)银行$")
"""What a bank has and is no bank: 云杉银行|手机银行."""
_JOINT = re.compile(r"(?<=[办局委会院部处队站所校馆司厅室区])(?:联合|会同|携手)(?=[省市县区镇乡村校]|街道)")
"""What two organizations do: 南坳镇安监办|联合|镇卫生院."""

_CELL = re.compile(r"[^\t]+")
_HELD = re.compile(r"时任|现任|新任|首任|历任|拟任|原任")
"""What says when a title was held, which is no part of it."""
_IN_COURT = re.compile(
    r"担保人|被?申请人|(?:被|申请)执行人|(?:犯罪)?嫌疑人|当事人|受害人|被害人|被告人?|原告|目击者|死者|伤者"
)
"""What somebody is in a case, which is no post."""
_SOME_ONE_INSIDE = re.compile(r"[\u3400-\u9fff]{2,8}?一家")


@lru_cache(maxsize=2)
def open_tagger(pack: Path | None) -> Tagger | None:
    """The tagger of a pack, of the shipped one for None; loaded once in a process.

    Raises ConfigError when the pack cannot be used. Where onnxruntime is not installed the shipped pack is left out with a
    warning, as the rules can do without, but a pack of one's own is an error.
    """
    try:
        tagger = Tagger.load(pack)
        _weights(tagger)
    except PackError as error:
        raise ConfigError(f"tagger.pack: {error}") from None
    except ImportError as error:
        remedy = f"{error}; install the package again, or switch the tagger off: [tagger] pack = false"
        if pack is not None:
            raise ConfigError(f"tagger.pack: {pack} needs onnxruntime: {remedy}") from None
        warnings.warn(f"the tagger is left out, names are found by rules alone: {remedy}", stacklevel=2)
        return None
    return tagger


def cells_of(passage: Passage) -> list[re.Match[str]]:
    """What the tagger reads of a passage, one after the other: its sentences, of the row of a table the cells."""
    return [cell for s in passage.sentences for cell in _CELL.finditer(passage.folded, s.start, s.end)]


def opinion_of(tagger: Tagger, passage: Passage, labels: Collection[str], weights: Weights | None = None) -> Opinion:
    """What the tagger thinks of the pieces of a passage that have one of these labels; `weights` are its own by default."""
    chosen = {label: each for label, each in (weights or _weights(tagger)).items() if label in labels}
    text = passage.folded
    cells = cells_of(passage)
    found = tagger.read([cell.group() for cell in cells], folded=True)
    chances: dict[Key, float] = {}
    for cell, pieces in zip(cells, found, strict=True):
        offset = cell.start()
        for begin, stop, label, chance in pieces:
            if label not in chosen:
                continue
            start, end = offset + begin, offset + stop
            not_behind = _NOT_BEHIND.get(label)
            if not_behind and not_behind.match(text, end):
                continue
            if label == "PERSON":
                if _CALLED.fullmatch(text, start, end) or is_something(text, start, end):
                    continue
                if text[end - 1] == "某":
                    end += NUMBER_OF_SOMEBODY.match(text, end) is not None
                company = COMPANY_OF_AREA.match(text, start)
                if company and company.end() == end and "ORG" in chosen:
                    label = "ORG"
            elif label == "ORG":
                if _unnamed(text, start, end):
                    continue
                if product := _PRODUCT.search(text, start + 2, end):
                    end = product.start()
                elif joint := _JOINT.search(text, start + 2, end - 2):
                    _add(chances, (start, joint.start(), label), chance)
                    start = joint.end()
            elif label == "TITLE":
                if _IN_COURT.fullmatch(text, start, end):
                    continue
                if held := _HELD.match(text, start, end - 1):
                    start = held.end()
            elif label == "LOC":
                start, end = _place_borders(text, start, end)
            _add(chances, (start, end, label), chance)
    return Opinion(chances, chosen)


def _add(chances: dict[Key, float], key: Key, chance: float) -> None:
    """Add the chance of one more piece that has, or got, these borders."""
    chances[key] = min(chances.get(key, 0.0) + chance, 1.0)


def _unnamed(text: str, start: int, end: int) -> bool:
    """Whether the text does not tell which organization of a kind it was: 某|国际旅行社有限公司, 湖南一家食品公司, 集团."""
    if of_a_kind(text, start, end):
        return True
    return text.endswith(SOME_ONE, 0, start) or _SOME_ONE_INSIDE.match(text, start, end) is not None


def _place_borders(text: str, start: int, end: int) -> tuple[int, int]:
    """The borders that the guidelines want, where the tagger is known to miss them: 家住|云杉街, 青坝寨村|村, 瓦埠湖|畔."""
    led = LED.match(text, start, end)
    if led and end - led.end() > 2 and text[start:end] not in kinds():
        start = led.end()
    return start, without_part(text, start, end - text.endswith(("村村", "镇镇", "乡乡"), start, end))


def _weights(tagger: Tagger) -> dict[str, tuple[float, ...]]:
    """How the tagger's word weighs, from its manifest. Raises PackError when figures are missing."""
    weights = tagger.manifest.get("weights")
    if not isinstance(weights, dict) or not weights.keys() <= set(tagger.labels):
        raise PackError("the pack's manifest has no weights by label; train a pack with `make train`")
    if any(len(each) != len(EVIDENCE) for each in weights.values()):
        raise PackError(f"the pack's weights are not those of {', '.join(EVIDENCE)}; train a pack with `make train`")
    return {label: tuple(map(float, each)) for label, each in weights.items()}
