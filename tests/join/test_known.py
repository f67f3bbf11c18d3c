"""known_entities.csv: what it says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.join import Appearance, Known, KnownError

HEAD = "name,kind,aliases,id\n"


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "known_entities.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_name_leads_to_the_id(tmp_path: Path, encoding: str) -> None:
    text = (
        HEAD + "中国石油天然气集团有限公司,organization,中国石油；中石油;CNPC,cnpc\r\n\r\n张桂梅 , Person ,, zhang\r\n"
    )
    known = Known.load(table(tmp_path, text, encoding))
    for name in ("中国石油天然气集团有限责任公司", "中國石油", "中石油", "cnpc"):
        found = known.named("ORG", name)
        assert found and found.id == "cnpc"
    assert known.named("ORG", "张桂梅") is None
    found = known.find(Appearance("PERSON", "Zhang Guimei", ("張桂梅",)))
    assert found and (found.id, found.name) == ("zhang", "张桂梅")


def test_columns_may_stand_in_any_order_and_aliases_may_be_left_out(tmp_path: Path) -> None:
    known = Known.load(table(tmp_path, "id,Kind,name\nx,person,张桂梅\n"))
    assert [entity.id for entity in known.by_id.values()] == ["x"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: the columns are nothing: make them name, kind, aliases, id"),
        ("name,kind,alias,id\n", "line 1: the columns are name, kind, alias, id: make them name, kind, aliases, id"),
        (HEAD + "张桂梅,people,,z\n", "line 2: kind is people: write person or organization"),
        (HEAD + "\n张桂梅,,,z\n", "line 3: kind is empty: write person or organization"),
        (HEAD + ",person,,z\n", "line 2: name is empty: fill it in or remove the line"),
        (HEAD + "张桂梅,person,,\n", "line 2: id is empty: fill it in or remove the line"),
        (HEAD + "张桂梅,person,z\n", "line 2: 3 cells under 4 columns: put a cell with a comma in double quotes"),
        (
            HEAD + "甲乙,person,,z\n丙丁,person,,z\n",
            "line 3: id z is already in line 2: give this row an id of its own",
        ),
        (HEAD + "甲乙,person,,y\n丙丁,person,甲 乙,z\n", "line 3: 甲 乙 is already in line 2: take it out of one"),
        (HEAD + '甲乙,person,"a"b,z\n', "line 2: no CSV"),
    ],
)
def test_a_table_that_cannot_be_used_says_where_and_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    path = table(tmp_path, text)
    with pytest.raises(KnownError) as caught:
        Known.load(path)
    assert str(caught.value).startswith(f"{path}, {said}")


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"none\.csv: No such file or directory; give a CSV file"):
        Known.load(tmp_path / "none.csv")
    (tmp_path / "a.csv").write_bytes(b"PK\x03\x04")
    with pytest.raises(KnownError, match=r"a\.csv: .*; give a CSV file with the columns name, kind, aliases, id"):
        Known.load(tmp_path / "a.csv")
