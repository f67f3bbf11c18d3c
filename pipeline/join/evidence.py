"""What a document says of a person that shows another document's person of that name to be the same.

A name alone shows nothing: 张伟 is the name of hundreds of thousands. Two things do, together with the name:

- an organization where the person holds a title, when its name says which one it is (`telling`);
- a post: a title of government with the place that it belongs to (安徽 + 省长), or one that a single person holds at a
  time and that stands without an organization (国家主席). A place's organ makes the same post: 安徽省政府 + 省长 is 安徽 + 省长.

A title without organization or place (记者, 教授, 总经理) shows nothing, nor does one with the place where somebody comes
from (中国 + 选手): many hold it. Former and proposed posts count as
current ones do, for they are said of the same person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.join.appearance import Appearance
from pipeline.join.keys import plain_key

ONE_HOLDER = frozenset({"总书记", "国家主席", "国家副主席"})
"""Titles that one person of the country holds at a time and that are written without an organization."""

_ANONYMOUS = re.compile(r"[某×*＊○]")
_GOVERNING = re.compile(
    r"(?:[省市县区州盟旗镇乡村部厅局]长|书记|常委|委员|主席|总理|总统|首相|国王|女王|大使|公使|领事|专员|主任|行政长官"
    r"|外长|防长|财长|议长|国务卿|总督|元首|特首)$"
)
"""Ends of titles that belong to a place, so that place and title together are one post."""
_UNIT = re.compile(r"(?<=..)(?:特别行政区|自治[区州县旗]|[省市县区州盟旗镇乡村])$")
_ABOVE = re.compile(r"^.{2,}?(?:自治[区州]|[省市州盟])(?=..)")
"""The place above a place: 福建省|漳浦."""
_PARTY = re.compile(r"[省市县区州盟旗镇乡村]委$")


def person_names(appearance: Appearance) -> tuple[str, ...]:
    """The keys of a person's names that can be met again in another document.

    None for an anonymized name (钱某), which hides many; none of a single character.

    >>> person_names(Appearance("PERSON", "John Smith", ("史密斯",))), person_names(Appearance("PERSON", "钱某"))
    (('john smith', '史密斯'), ())
    """
    keys = dict.fromkeys(plain_key(name) for name in appearance.names)
    return tuple(key for key in keys if len(key) > 1 and not _ANONYMOUS.search(key))


def evidence(person: Appearance, organization: Callable[[str], str | None]) -> Iterator[str]:
    """The facts that tell a person from namesakes, each as the word that `joined_by` shows.

    `organization` gives the key of an organization's name, None for one that does not say which it is.
    """
    for position in person.positions:
        organ = organization(position.org_name) if position.org_name else None
        if organ:
            yield f"organization={organ}"
        if post := _post(position.title, position.place, organ):
            yield f"post={post}"


def _post(title: str, place: str | None, organ: str | None) -> str | None:
    """The post that a title is, with its place; None where they do not say which one.

    >>> _post("市长", "海东市", None), _post("市长", None, "海东市政府"), _post("县委书记", "福建省漳浦", None)
    ('海东市长', '海东市长', '漳浦县委书记')
    >>> _post("市委书记", "海东", None), _post("书记", None, "海东市委"), _post("国家主席", None, None)
    ('海东市委书记', '海东市委书记', '国家主席')
    >>> _post("教授", None, None), _post("选手", "中国", None)
    (None, None)
    """
    title = plain_key(title)
    if title in ONE_HOLDER:
        return title
    if not _GOVERNING.search(title):
        return None
    if place:
        return _short_place(place) + title
    if organ and organ.endswith("政府"):
        return _short_place(organ.removesuffix("政府")) + title
    return organ + title if organ and _PARTY.search(organ) else None


def _short_place(place: str) -> str:
    key = plain_key(place)
    while (lower := _ABOVE.sub("", key)) != key:
        key = lower
    return _UNIT.sub("", key)
