"""Settings of the tagger: another pack, none, and a spaCy pipeline beside it."""

import builtins
from types import SimpleNamespace

import pytest
import spacy

import pipeline
from pipeline.config import ConfigError
from pipeline.schema import LABELS
from pipeline.segment import Passage
from pipeline.tag.learned import open_tagger, opinion_of
from pipeline.tag.spacy_names import spacy_names
from pipeline.tag.statistical.tagger import SHIPPED, Piece

pytest.importorskip("onnxruntime", reason="only the learned tagger needs it")

TEXT = "清河大学校长秦望舒出席。"


@pytest.fixture
def fresh():
    """A process that has not loaded a pack yet."""
    open_tagger.cache_clear()
    yield
    open_tagger.cache_clear()


def test_rules_alone_by_a_setting() -> None:
    nlp = pipeline.load({"tagger": {"pack": False}})
    assert "xinwengao_tagger" not in nlp.pipe_names
    assert nlp(TEXT)._.opinion is None


def test_removing_the_component_leaves_rules_alone() -> None:
    nlp = pipeline.load()
    nlp.remove_pipe("xinwengao_tagger")
    alone = pipeline.load({"tagger": {"pack": False}})
    assert nlp(TEXT)._.mentions == alone(TEXT)._.mentions


def test_another_pack_is_found_beside_the_settings_file(tmp_path) -> None:
    (tmp_path / "my.pack").write_bytes(SHIPPED.read_bytes())
    settings = tmp_path / "pipeline.toml"
    settings.write_text('[tagger]\npack = "my.pack"\n', encoding="utf-8")
    assert pipeline.load(settings)(TEXT)._.mentions == pipeline.load()(TEXT)._.mentions


@pytest.mark.parametrize("content", [None, b"", b"PK no pack", SHIPPED.read_bytes()[:5000]])
def test_a_pack_that_cannot_be_used_is_named_with_the_remedy(tmp_path, content) -> None:
    pack = tmp_path / "my.pack"
    if content is not None:
        pack.write_bytes(content)
    with pytest.raises(ConfigError, match=r"tagger\.pack: .*my\.pack.*make train"):
        pipeline.load({"tagger": {"pack": str(pack)}})


def test_without_onnxruntime_the_rules_do_alone_and_say_so(monkeypatch, fresh) -> None:
    real = builtins.__import__

    def refuse(name, *rest):
        if name == "onnxruntime":
            raise ImportError("No module named 'onnxruntime'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.warns(UserWarning, match="rules alone.*onnxruntime.*install"):
        assert open_tagger(None) is None
    with pytest.raises(ConfigError, match=r"tagger\.pack needs onnxruntime"):
        open_tagger(SHIPPED)


def test_labels_that_are_switched_off_are_not_the_taggers_either() -> None:
    nlp = pipeline.load({"extractors": {"disabled": ["person"]}})
    assert "PERSON" not in {span.label for span in nlp(TEXT)._.mentions}


@pytest.fixture
def model(tmp_path):
    """A spaCy pipeline on disk that knows two names, in spaCy's labels."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": "GPE", "pattern": "阿瓦隆岛"}, {"label": "CARDINAL", "pattern": "三"}]
    )
    nlp.to_disk(tmp_path / "names")
    return tmp_path / "names"


def test_spacy_entities_are_candidates_with_our_labels(model) -> None:
    passage = Passage.of("三人出席。他们到了阿瓦隆島。")
    found = [(c.start, c.end, c.label, c.rule) for c in spacy_names(spacy.load(model), "names", passage)]
    assert found == [(9, 13, "LOC", "spacy:names")]


def test_a_spacy_pipeline_by_a_setting(model) -> None:
    nlp = pipeline.load({"tagger": {"spacy": str(model), "pack": False}})
    assert ("阿瓦隆岛", "LOC", "spacy:names") in [
        (s.text, s.label, s.source) for s in nlp("他们到了阿瓦隆岛。")._.mentions
    ]


def test_a_spacy_pipeline_that_is_not_there() -> None:
    with pytest.raises(ConfigError, match=r"tagger\.spacy: no_such_model"):
        pipeline.load({"tagger": {"spacy": "no_such_model"}})


@pytest.mark.parametrize(
    ("text", "piece", "label"),
    [
        ("和田国防部长称", (0, 5), "ORG"),
        ("某国际旅行社称", (1, 6), "ORG"),
        ("袁隆平院士工作站", (0, 3), "PERSON"),
        ("袁隆平院士工作站", (3, 5), "TITLE"),
        ("湖南一家食品公司称", (0, 8), "ORG"),
        ("他任集团党委副书记", (2, 4), "ORG"),
        ("实现长治久安", (2, 4), "LOC"),
        ("七十岁的李大爷说", (4, 7), "PERSON"),
        ("我是金哥", (2, 4), "PERSON"),
        ("对于某些人", (1, 3), "PERSON"),
        ("暴雪天气持续", (0, 2), "ORG"),
        ("中国银行业发展", (0, 4), "ORG"),
        ("担保人丁小满到庭", (0, 3), "TITLE"),
        ("叶政〔2018〕12号", (0, 2), "PERSON"),
        ("协议解除美国公司的禁令", (4, 8), "ORG"),
        ("送往附近医院", (2, 6), "ORG"),
        ("习近平法治思想", (0, 3), "PERSON"),
        ("陆陆续续有人来", (0, 2), "PERSON"),
        ("世界各地公司都受影响", (0, 6), "ORG"),
        ("正规快递公司上门", (0, 6), "ORG"),
        ("报名托福考试", (2, 4), "ORG"),
        ("前高管出任CTO", (5, 8), "ORG"),
        ("上证综指下跌", (0, 2), "ORG"),
        ("上证指数报3512点", (0, 5), "ORG"),
        ("蒙古族群众", (0, 2), "LOC"),
        ("丁小满（左二）发言", (4, 6), "PERSON"),
        ("丁小满（后排右一）发言", (4, 8), "PERSON"),
        ("董事会选举丁小满为监事", (0, 5), "TITLE"),
        ("鹭岛医疗任命丁小满为监事", (4, 6), "TITLE"),
        ("鹭岛所（特殊普通合伙）", (4, 11), "ORG"),
        ("共青团云杉省委书记", (3, 5), "LOC"),
        ("该行普惠金融部总经理", (2, 7), "ORG"),
    ],
)
def test_pieces_that_what_follows_makes_something_else(text: str, piece: tuple[int, int], label: str) -> None:
    tagger = SimpleNamespace(read=lambda sentences, folded=False: [[Piece(*piece, label, 0.9)]])
    assert not opinion_of(tagger, Passage.of(text), {label}, {label: ()}).chances


@pytest.mark.parametrize(
    ("text", "piece", "place"),
    [
        ("居民家住云杉街附近。", (2, 7), "云杉街"),
        ("青坝寨村村党支部书记", (0, 5), "青坝寨村"),
        ("原州区开会。", (0, 3), "原州区"),
        ("合肥市区开会。", (0, 4), "合肥"),
        ("瓦埠湖畔开会。", (0, 4), "瓦埠湖"),
        ("驻马店开会。", (0, 3), "驻马店"),
    ],
)
def test_borders_of_the_taggers_places(text: str, piece: tuple[int, int], place: str) -> None:
    tagger = SimpleNamespace(read=lambda sentences, folded=False: [[Piece(*piece, "LOC", 0.9)]])
    opinion = opinion_of(tagger, Passage.of(text), {"LOC"}, {"LOC": ()})
    assert {text[start:end]: chance for (start, end, _), chance in opinion.chances.items()} == {place: 0.9}


@pytest.mark.parametrize(
    ("text", "organizations"),
    [
        ("南坳镇安监办联合镇卫生院", {"南坳镇安监办", "镇卫生院"}),
        ("松溪社区联合街道执法大队", {"松溪社区", "街道执法大队"}),
        ("南坳镇妇女联合会", {"南坳镇妇女联合会"}),
        ("云杉银行手机银行", {"云杉银行"}),
        ("青禾《松溪报", {"松溪报"}),
        ("青禾《", set()),
        ("青禾省委省政府", {"青禾省委", "省政府"}),
        ("松溪镇党委镇人民政府", {"松溪镇党委", "镇人民政府"}),
    ],
)
def test_borders_of_the_taggers_organizations(text: str, organizations: set[str]) -> None:
    tagger = SimpleNamespace(read=lambda sentences, folded=False: [[Piece(0, len(text), "ORG", 0.9)]])
    opinion = opinion_of(tagger, Passage.of(text), {"ORG"}, {"ORG": ()})
    assert {text[start:end] for start, end, _ in opinion.chances} == organizations


@pytest.mark.parametrize(
    ("text", "start", "organization"),
    [("《松溪》杂志社", 1, "《松溪》杂志社"), ("青禾《松溪》杂志社", 3, "《松溪》杂志社"), ("《松溪报》", 1, "松溪报")],
)
def test_brackets_of_the_taggers_organizations_are_whole(text: str, start: int, organization: str) -> None:
    end = start + len(organization.removeprefix("《"))
    tagger = SimpleNamespace(read=lambda sentences, folded=False: [[Piece(start, end, "ORG", 0.9)]])
    opinion = opinion_of(tagger, Passage.of(text), {"ORG"}, {"ORG": ()})
    assert [text[start:end] for start, end, _ in opinion.chances] == [organization]


@pytest.mark.parametrize(
    ("text", "piece", "whole"),
    [
        ("（云杉）鹭岛古城博物馆", (1, 11), ["鹭岛古城博物馆"]),
        ("鹭岛盛世（办事处）", (0, 6), ["鹭岛盛世"]),
        ("鹭岛（云杉）有限公司", (0, 10), ["鹭岛（云杉）有限公司"]),
        ("开展“秋实 春华”诗会，", (3, 11), ["“秋实 春华”诗会"]),
        ("参加诗会“秋实”。", (2, 7), ["诗会“秋实”"]),
        ("参加“秋实诗会”。", (2, 7), ["秋实诗会"]),
        ("参加“秋实诗会”。", (3, 8), ["秋实诗会"]),
        ("参加（", (2, 3), []),
    ],
)
def test_brackets_of_a_piece_are_whole(text: str, piece: tuple[int, int], whole: list[str]) -> None:
    for label in ("ORG", "EVENT"):
        tagger = SimpleNamespace(read=lambda sentences, folded=False, of=label: [[Piece(*piece, of, 0.9)]])
        opinion = opinion_of(tagger, Passage.of(text), {label}, {label: ()})
        assert [text[start:end] for start, end, _ in opinion.chances] == whole


@pytest.mark.parametrize("text", ["第十六届全运会组委会", "第十六届全运会江浦赛区组委会"])
def test_an_event_before_its_body_is_part_of_an_organization(text: str) -> None:
    tagger = SimpleNamespace(read=lambda sentences, folded=False: [[Piece(0, 7, "EVENT", 0.9)]])
    opinion = opinion_of(tagger, Passage.of(text + "发布公告"), {"ORG", "EVENT"}, {"ORG": (), "EVENT": ()})
    assert opinion.chances == {(0, len(text), "ORG"): 0.9}


def test_a_name_before_a_doubled_word_stays() -> None:
    tagger = SimpleNamespace(read=lambda sentences, folded=False: [[Piece(0, 2, "PERSON", 0.9)]])
    assert opinion_of(tagger, Passage.of("娜娜纷纷扬扬"), {"PERSON"}, {"PERSON": ()}).chances


def test_somebody_without_a_name_keeps_the_number() -> None:
    tagger = SimpleNamespace(read=lambda sentences, folded=False: [[Piece(0, 2, "PERSON", 0.9)]])
    for text, end in (("张某1、李某2到庭", 3), ("张某30万元", 2)):
        assert set(opinion_of(tagger, Passage.of(text), {"PERSON"}, {"PERSON": ()}).chances) == {(0, end, "PERSON")}


def test_names_stay_in_their_cell_of_a_table() -> None:
    text = "项目\t单位\t金额\n光伏园区\t远山能源集团有限公司\t2.4亿元\n"
    opinion = opinion_of(open_tagger(None), Passage.of(text), ["ORG", "LOC"])
    assert ("远山能源集团有限公司", "ORG") in {(text[start:end], label) for start, end, label in opinion.chances}
    assert not any("\t" in text[start:end] for start, end, _ in opinion.chances)


def test_what_says_when_a_title_was_held_stays_outside() -> None:
    tagger = SimpleNamespace(read=lambda sentences, folded=False: [[Piece(0, 4, "TITLE", 0.9)]])
    assert set(opinion_of(tagger, Passage.of("新任总裁丁小满"), {"TITLE"}, {"TITLE": ()}).chances) == {(2, 4, "TITLE")}


@pytest.mark.parametrize(
    ("text", "piece", "label", "whole"),
    [
        ("鹭岛医院感染科主任丁小满说", (0, 7), "ORG", "鹭岛医院"),
        ("鹭岛医院感染科主任丁小满说", (7, 9), "TITLE", "感染科主任"),
        ("鹭岛医院重症医学科副主任医师丁小满说", (8, 14), "TITLE", "重症医学科副主任医师"),
        ("鹭岛医院感染科获奖", (0, 7), "ORG", "鹭岛医院感染科"),
        ("鹭岛医院东院区感染科主任", (0, 10), "ORG", "鹭岛医院东院区感染科"),
        ("鹭岛医院院长、主任医师丁小满", (7, 11), "TITLE", "主任医师"),
        ("鹭岛医院的外科主任丁小满", (5, 9), "TITLE", "外科主任"),
        ("鹭岛医院护理部主任丁小满", (7, 9), "TITLE", "护理部主任"),
        ("该行普惠金融部总经理丁小满", (7, 10), "TITLE", "普惠金融部总经理"),
        ("该馆藏品部主任丁小满", (1, 7), "TITLE", "藏品部主任"),
        ("该院经济研究所所长丁小满", (0, 7), "ORG", "经济研究所"),
        ("民盟省委主委丁小满", (0, 2), "ORG", "民盟省委"),
        ("民盟省委主委丁小满", (2, 6), "TITLE", "主委"),
        ("九三学社云杉省委专职副主委", (0, 4), "ORG", "九三学社云杉省委"),
        ("九三学社云杉省委专职副主委", (6, 13), "TITLE", "专职副主委"),
        ("共青团云杉县委书记丁小满", (0, 3), "ORG", "共青团云杉县委"),
        ("共青团云杉县委书记丁小满", (5, 9), "TITLE", "书记"),
        ("共青团和云杉县委书记丁小满", (6, 10), "TITLE", "县委书记"),
        ("云杉县委书记丁小满", (2, 6), "TITLE", "县委书记"),
        ("鹭岛广播电视总台联合主办", (0, 12), "ORG", "鹭岛广播电视总台"),
        ("鹭岛大学承办", (0, 6), "ORG", "鹭岛大学"),
        ("主办方鹭岛集团", (0, 7), "ORG", "鹭岛集团"),
        ("联合出品方鹭岛影业", (4, 9), "ORG", "鹭岛影业"),
        ("鹭岛会计师事务所（特殊普通合伙）", (0, 8), "ORG", "鹭岛会计师事务所（特殊普通合伙）"),
        ("为第五届董事会非独立董事候选人", (1, 15), "TITLE", "非独立董事"),
        ("为第五届董事会秘书", (1, 9), "TITLE", "第五届董事会秘书"),
        ("为鹭岛集团副总经理人选", (5, 10), "TITLE", "副总经理"),
    ],
)
def test_borders_that_the_words_around_a_piece_tell(text: str, piece: tuple[int, int], label: str, whole: str) -> None:
    tagger = SimpleNamespace(read=lambda sentences, folded=False: [[Piece(*piece, label, 0.9)]])
    opinion = opinion_of(tagger, Passage.of(text), {label}, {label: ()})
    assert [text[start:end] for start, end, _ in opinion.chances] == [whole]


def test_before_its_founder_a_name_is_a_company() -> None:
    tagger = SimpleNamespace(read=lambda sentences, folded=False: [[Piece(0, 2, "PERSON", 0.9)]])
    for text, label in (("鹭禾联合创始人李敏", "ORG"), ("李敏创始人学院", "PERSON"), ("李敏董事长说", "PERSON")):
        opinion = opinion_of(tagger, Passage.of(text), {"PERSON", "ORG"}, {"PERSON": (), "ORG": ()})
        assert [key[2] for key in opinion.chances] == [label]


def test_a_foreign_name_before_the_title_of_an_area_is_a_company() -> None:
    text = "诺德·维恩大中华区总裁张敏致辞。"
    labels = {
        label for start, end, label in opinion_of(open_tagger(None), Passage.of(text), LABELS).chances if end == 5
    }
    assert "PERSON" not in labels
