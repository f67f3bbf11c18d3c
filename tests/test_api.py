"""The public API: `load`, `extract`, and what sits on a Doc."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import pipeline
from pipeline.api import extract_article, load_stages, record_of
from pipeline.config import ConfigError
from pipeline.schema import Article, Record
from pipeline.tag import REGISTRY

TEXT = "清河大学举办论坛\n2026年3月2日，河北工业大学党委书记秦望舒、校长柳明远出席，签约1.47亿元。\n"
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)

PIPES = [
    "xinwengao_words",
    "xinwengao_sentences",
    "xinwengao_passage",
    "xinwengao_work",
    "xinwengao_place",
    "xinwengao_organization",
    "xinwengao_title",
    "xinwengao_place_of_office",
    "xinwengao_person",
    "xinwengao_event",
    "xinwengao_money",
    "xinwengao_percent",
    "xinwengao_quantity",
    "xinwengao_date",
    "xinwengao_time",
    "xinwengao_duration",
    "xinwengao_tagger",
    "xinwengao_resolve",
    "xinwengao_aliases",
    "xinwengao_context",
    "xinwengao_positions",
    "xinwengao_references",
]


def labels(nlp: Language, text: str) -> set[str]:
    doc = nlp(text)
    return {span.label_ for span in doc.spans["mentions"]}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load()


def test_api_registry_and_pipe_names_snapshot() -> None:
    """In a fresh process: the registry's order depends on which module is imported first, the running order does not."""
    code = (
        "import json, pipeline; nlp = pipeline.load()\n"
        "from pipeline.tag import REGISTRY\n"
        "print(json.dumps([nlp.pipe_names, list(REGISTRY)]))"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    pipes, registry = json.loads(done.stdout)
    assert pipes == PIPES
    assert sorted(registry) == sorted(name.removeprefix("xinwengao_") for name in PIPES[3:-6])


def test_api_labels_of_the_registry(nlp: Language) -> None:
    built_in = {name: found.label for name, found in REGISTRY.items() if found.origin == "built in"}
    assert built_in == {
        "work": "WORK", "place": "LOC", "person": "PERSON", "title": "TITLE", "place_of_office": "LOC",
        "organization": "ORG", "event": "EVENT", "money": "MONEY", "percent": "PERCENT", "quantity": "QUANTITY",
        "date": "DATE", "time": "TIME", "duration": "DURATION",
    }  # fmt: skip


def test_records_come_without_spacy() -> None:
    """Its import would be the better part of a run's start."""
    code = (
        "import sys, pipeline; record = pipeline.extract('校长秦望舒出席。')\n"
        "print([span.text for span in record.spans], [name for name in ('spacy', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['校长', '秦望舒'] []"


def test_api_import_is_light() -> None:
    """The normalizers are usable without spaCy, jieba and pandas."""
    code = (
        "import sys, pipeline; pipeline.parse_amount('三百万', unit='CNY')\n"
        "print([name for name in ('spacy', 'jieba', 'pandas') if name in sys.modules])"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_api_has_what_it_names() -> None:
    assert all(getattr(pipeline, name) for name in pipeline.__all__)
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        _ = pipeline.no_such_name


# load


@given(ANY_TEXT)
@settings(deadline=None, max_examples=60)  # the first example loads tables
def test_api_doc_text_is_the_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert [token.text for token in doc] == list(text)
    assert "".join(doc._.words) == text
    assert all(text[s.start : s.end] == s.text for s in doc._.mentions)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000ａ\t", "👩‍🔬𠮷", "\x00\x1f\ufeff", "a\r\nb"])
def test_api_doc_of_unusual_text(nlp: Language, text: str) -> None:
    assert nlp(text).text == text
    assert pipeline.extract(text).text == text


@pytest.mark.parametrize(("text", "offset"), [("\ud800", 0), ("清河\udfff大学", 2), ("\ude00\ud83d", 0)])
def test_api_lone_surrogates_are_refused(nlp: Language, text: str, offset: int) -> None:
    message = rf"character {offset} is a lone surrogate \(U\+{ord(text[offset]):04X}\).*decode it again"
    with pytest.raises(ValueError, match=message):
        nlp(text)
    with pytest.raises(ValueError, match=message):
        pipeline.extract(text)


def test_api_words_are_a_layer_over_characters(nlp: Language) -> None:
    doc = nlp("河北工业大学开学。")
    assert [span.text for span in doc.spans["words"]] == doc._.words
    assert len(doc._.words) < len(doc) == len(doc.text)


def test_api_sentences(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [TEXT[s.start : s.end] for s in doc._.sentences] == TEXT.strip().split("\n")
    assert [s.section for s in doc._.sentences] == ["title", "body"]
    assert [sent.text.strip() for sent in doc.sents] == TEXT.strip().split("\n")


def test_api_mentions_on_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    shown = {span.text: span for span in doc.spans["mentions"]}
    assert [(span.text, span.label_) for span in doc.spans["mentions"]] == [
        (mention.text, mention.label) for mention in doc._.mentions
    ]
    assert shown["1.47亿元"]._.norm == {"value": 147000000, "unit": "CNY", "bound": "="}
    assert shown["2026年3月2日"]._.norm == {"start": "2026-03-02", "end": "2026-03-02"}
    assert shown["秦望舒"].label_ == "PERSON" and shown["秦望舒"]._.norm == {}
    assert shown["秦望舒"]._.source.startswith("person:")
    assert all(0 < span._.score <= 1 for span in shown.values())
    assert (doc[0:1]._.norm, doc[0:1]._.source, doc[0:1]._.score) == ({}, None, None), "not a mention"


def test_api_a_record_is_the_same_without_spacy(nlp: Language) -> None:
    article = Article(doc_id="text", text=TEXT)
    doc = nlp(TEXT)
    assert doc.spans["words"] and doc.spans["mentions"] and doc.ents
    assert extract_article(load_stages(), article) == extract_article(nlp, article) == record_of(doc, article)


def test_api_norm_is_a_copy(nlp: Language) -> None:
    doc = nlp(TEXT)
    span = next(span for span in doc.spans["mentions"] if span.label_ == "MONEY")
    span._.norm["value"] = 0
    assert span._.norm["value"] == 147000000


def test_api_ents_are_the_flat_choice(nlp: Language) -> None:
    doc = nlp("校长秦望舒签署《合作协议（2026-2030年）》。")
    flat = [("校长", "TITLE"), ("秦望舒", "PERSON"), ("《合作协议（2026-2030年）》", "WORK")]
    assert [(s.text, s.label_) for s in doc.spans["mentions"]] == [*flat, ("2026-2030年", "DATE")]
    assert [(s.text, s.label_) for s in doc.ents] == flat


def test_api_positions_and_aliases_on_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [(p.person, p.title, p.org_name) for p in doc._.positions] == [
        ("秦望舒", "党委书记", "河北工业大学"),
        ("柳明远", "校长", "河北工业大学"),
    ]
    assert nlp("振海重工有限公司（以下简称“振海重工”）投产。")._.aliases == (("振海重工有限公司", "振海重工"),)


def test_api_references_on_the_doc(nlp: Language) -> None:
    doc = nlp("河北工业大学校长柳明远出席。柳校长致辞，他说，要办好学校。")
    assert [(r.text, r.kind, r.person) for r in doc._.references] == [
        ("柳校长", "title", "柳明远"),
        ("他", "pronoun", "柳明远"),
    ]
    assert {span.text for span in doc.spans["mentions"] if span.label_ == "PERSON"} == {"柳明远"}


def test_api_keeps_a_name_that_words_would_cut() -> None:
    """jieba cuts 副署 / 长孙 / 寿山: characters as tokens let the name and the title align all the same."""
    spans = pipeline.extract("副署长孙寿山出席。").spans
    assert [(span.text, span.label) for span in spans] == [("副署长", "TITLE"), ("孙寿山", "PERSON")]


def test_api_keeps_a_short_title_that_words_would_cut() -> None:
    spans = pipeline.extract("署长孙寿山出席。").spans
    assert [(span.text, span.label) for span in spans] == [("署长", "TITLE"), ("孙寿山", "PERSON")]


def test_api_pipes_can_be_removed_and_added() -> None:
    nlp = pipeline.load()
    nlp.remove_pipe("xinwengao_money")
    assert "MONEY" not in labels(nlp, TEXT)
    nlp.add_pipe("xinwengao_money", before="xinwengao_resolve")
    assert "MONEY" in labels(nlp, TEXT)


def test_api_pipe_gives_the_same_as_one_by_one(nlp: Language) -> None:
    texts = [TEXT, "", "校长秦望舒出席。"]
    assert [doc._.mentions for doc in nlp.pipe(texts)] == [nlp(text)._.mentions for text in texts]


# extract


@given(ANY_TEXT)
@settings(deadline=None, max_examples=60)  # the first example loads tables
def test_api_extract_of_any_text(text: str) -> None:
    record = pipeline.extract(text)
    assert record.text == text == "".join(record.words)
    assert all(text[s.start : s.end] == s.text != "" for s in record.spans)
    assert all(0 <= s.sentence < max(len(record.sentences), 1) for s in record.spans)
    assert pipeline.extract(text) == record
    assert Record.from_json(json.loads(record.dumps())) == record


def test_api_extract_counts_from_the_date_given() -> None:
    (span,) = pipeline.extract("论坛昨日举行。", date=date(2026, 3, 2)).spans
    assert (span.text, span.norm) == ("昨日", {"start": "2026-03-01", "end": "2026-03-01"})


def test_api_extract_counts_from_the_date_of_the_text() -> None:
    text = "清河大学举办论坛\n发布时间：2026-03-02\n论坛昨日举行。"
    record = pipeline.extract(text)
    assert record.date == date(2026, 3, 2)
    assert record.title == "清河大学举办论坛"
    assert next(s.norm for s in record.spans if s.text == "昨日") == {"start": "2026-03-01", "end": "2026-03-01"}


def test_api_extract_links_people_to_entities() -> None:
    record = pipeline.extract("首席执行官Peter Hansen（韩思远）出席。")
    assert {s.text: s.entity for s in record.spans if s.label == "PERSON"} == {
        "Peter Hansen": "Peter Hansen",
        "韩思远": "Peter Hansen",
    }


def test_api_too_long_a_text_is_refused_with_the_remedy() -> None:
    for loaded in (load_stages({"read": {"max_characters": 3}}), pipeline.load({"read": {"max_characters": 3}})):
        assert extract_article(loaded, Article("a", "三个字")).text == "三个字"
        with pytest.raises(ValueError, match=r"4 characters are more than read\.max_characters = 3.*raise the setting"):
            extract_article(loaded, Article("a", "四个字。"))


# settings


def test_api_disabled_extractors_do_not_run() -> None:
    nlp = pipeline.load({"extractors": {"disabled": ["person", "money"]}})
    assert not {"xinwengao_person", "xinwengao_money"} & set(nlp.pipe_names)
    assert {"PERSON", "MONEY"} <= labels(pipeline.load(), TEXT)
    assert not {"PERSON", "MONEY"} & labels(nlp, TEXT)


FAULTS = [
    (
        "[read]\nmax_character = 5\n",
        "read.max_character: no such setting; did you mean max_characters? There are max_characters, max_bytes, ",
    ),
    ("[read]\nmax_characters = 0\n", "read.max_characters: Input should be greater than 0 (it is 0)"),
    (
        '[read]\nmax_characters = "many"\n',
        "read.max_characters: Input should be a valid integer, unable to parse string as an integer (it is 'many')",
    ),
    (
        "[extractor]\n",
        "extractor: no such setting; did you mean extractors? There are read, run, extractors, tagger, entities",
    ),
    ("[extractors]\ndisabled = 3\n", "extractors.disabled: "),
    ('[extractors]\ndisabled = ["persons"]\n', "extractors.disabled: no extractor named 'persons'"),
    ('[extractors]\nfiles = ["phone.py"]\n', "extractors.files: "),
    ("[read\n", "not a readable TOML file"),
]


@pytest.mark.parametrize(("source", "message"), FAULTS)
def test_api_settings_faults_name_the_key(tmp_path: Path, source: str, message: str) -> None:
    path = tmp_path / "pipeline.toml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        pipeline.load(path)
    assert message in str(error.value)


@pytest.mark.parametrize("source", [source for source, _ in FAULTS])
def test_api_settings_faults_name_the_file(tmp_path: Path, source: str) -> None:
    path = tmp_path / "pipeline.toml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        pipeline.load(path)
    assert str(tmp_path) in str(error.value)


def test_api_settings_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: no such settings file"):
        pipeline.load(tmp_path / "nowhere.toml")


def test_api_settings_from_file_and_dictionary_agree(tmp_path: Path) -> None:
    path = tmp_path / "pipeline.toml"
    path.write_text('\ufeff[extractors]\ndisabled = ["person"]\n', encoding="utf-8")
    given_by_hand = pipeline.load({"extractors": {"disabled": ["person"]}})
    assert pipeline.load(path).pipe_names == pipeline.load(str(path)).pipe_names == given_by_hand.pipe_names
