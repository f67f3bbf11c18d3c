"""Word documents: order, tables, lists; what Word does not show is not in the text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.config import ReadSettings
from pipeline.read import docx_file
from pipeline.read.errors import ReadError

SETTINGS = ReadSettings()
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def release(document: Any) -> None:
    document.add_heading("某市举行论坛", 0)
    document.add_paragraph("3月27日，论坛举行。")
    document.add_paragraph("第一项", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("姓名", "职务", "张三", "校长"), strict=True):
        cell.text = text
    document.add_paragraph("表后一段。")
    wide = document.add_table(1, 1)
    wide.cell(0, 0).text = "格中第一段"
    wide.cell(0, 0).add_paragraph("格中第二段")
    wide.cell(0, 0).add_table(1, 2).cell(0, 1).text = "表中表"


def test_order_places_and_title(make_docx: Callable[..., bytes]) -> None:
    content = docx_file.parse(make_docx(release), SETTINGS)
    found = [(content.text[place.start : place.end], place.name) for place in content.places]
    assert [item for item in found if item[0]] == [
        ("某市举行论坛", "paragraph 1"),
        ("3月27日，论坛举行。", "paragraph 2"),
        ("第一项", "paragraph 3"),
        ("姓名\t职务", "table 1, row 1"),
        ("张三\t校长", "table 1, row 2"),
        ("表后一段。", "paragraph 4"),
        ("格中第一段", "table 2, row 1"),
        ("格中第二段", "table 2, row 1"),
        ("表中表", "table 2, row 1"),
    ]
    assert (content.title, content.date) == ("某市举行论坛", None)


RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>' + RUN.format("正文"), "正文"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + RUN.format("3")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "3",
        ),
        ('<w:fldSimple w:instr="DATE">' + RUN.format("3月27日") + "</w:fldSimple>", "3月27日"),
        ('<w:hyperlink w:anchor="x">' + RUN.format("链接") + "</w:hyperlink>", "链接"),
        ('<w:ins w:id="1" w:author="a">' + RUN.format("加上") + "</w:ins>"
         '<w:del w:id="2" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>', "加上"),
        ("<w:moveFrom>" + RUN.format("移走") + "</w:moveFrom><w:moveTo>" + RUN.format("移来") + "</w:moveTo>", "移来"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>" + RUN.format("可见"), "可见"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t></w:r>', "可见"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/></w:r>", "甲\t乙\n丙-"),
        ("<w:r><w:ruby><w:rt>" + RUN.format("pīn") + "</w:rt><w:rubyBase>" + RUN.format("拼")
         + "</w:rubyBase></w:ruby></w:r>", "拼"),
        ("<w:smartTag><w:sdt><w:sdtContent>" + RUN.format("控件") + "</w:sdtContent></w:sdt></w:smartTag>", "控件"),
        (
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p>" + RUN.format("框中") + "</w:p>"
            "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback>" + RUN.format("重复") + "</mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "\n框中",
        ),
        ('<w:r><w:t xml:space="preserve">王 </w:t></w:r><w:r><w:t xml:space="preserve"> 五</w:t></w:r>', "王  五"),
    ],
)  # fmt: skip
def test_what_word_shows_is_the_text(make_docx: Callable[..., bytes], inside: str, text: str) -> None:
    from docx.oxml import parse_xml

    def build(document: Any) -> None:
        document.element.body.insert(0, parse_xml(f"<w:p {NAMESPACES}>{inside}</w:p>"))

    assert docx_file.parse(make_docx(build), SETTINGS).text == text + "\n"


def test_content_controls_hold_blocks(make_docx: Callable[..., bytes]) -> None:
    from docx.oxml import parse_xml

    inside = (
        "<w:p>"
        + RUN.format("封面")
        + "</w:p><w:tbl><w:tr><w:tc><w:p>"
        + RUN.format("格")
        + "</w:p></w:tc></w:tr></w:tbl>"
    )

    def build(document: Any) -> None:
        sdt = f"<w:sdt {NAMESPACES}><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        document.element.body.insert(0, parse_xml(sdt))

    assert docx_file.parse(make_docx(build), SETTINGS).text == "封面\n格\n"


def repacked(data: bytes, **changed: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = name.removeprefix("word/").removesuffix(".xml")
            target.writestr(name, changed.get(part, source.read(name)))
    return out.getvalue()


def test_entities_are_refused_and_nothing_is_fetched(make_docx: Callable[..., bytes], tmp_path: Any) -> None:
    (tmp_path / "secret").write_text("秘密")
    inner = f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>正文&e;</w:t></w:r></w:p></w:body></w:document>"
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    for entities in (
        f'<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">',
        f'<!ENTITY e0 "哈">{laughs}<!ENTITY e "&e11;">',
    ):
        data = repacked(make_docx(release), document=f"<!DOCTYPE x [{entities}]>{inner}".encode())
        with pytest.raises(ReadError, match=r"its XML declares entities|a damaged Word document"):
            docx_file.parse(data, SETTINGS)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 word/ and no more", "a damaged Word document"),
        (b"%PDF-1.7", "not a Word document, though its name says so; this is a PDF document: name it .pdf"),
        ("正文".encode(), "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "an encrypted Office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office or WPS document"),
    ],
)
def test_what_is_no_word_document(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        docx_file.parse(data, SETTINGS)
    assert said in str(caught.value)


def test_parts_that_are_broken(make_docx: Callable[..., bytes]) -> None:
    for part in (b"", b"<w:document", "文".encode("utf-16")):
        with pytest.raises(ReadError, match="a damaged Word document"):
            docx_file.parse(repacked(make_docx(release), document=part), SETTINGS)


def test_a_bomb_is_refused_packed(make_docx: Callable[..., bytes]) -> None:
    data = repacked(make_docx(release), document=b" " * 300_000_000)
    assert len(data) < 1_000_000
    with pytest.raises(ReadError, match=r"too long when unpacked: 300,\d\d\d,\d\d\d bytes"):
        docx_file.parse(data, SETTINGS)
