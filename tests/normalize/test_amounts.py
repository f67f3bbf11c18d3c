"""Amounts in text: span, value and bound, with what must be left alone in the same tables."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.amounts import find_amounts, parse_amount

SUITES = Path(__file__).resolve().parents[2] / "../shared/suites"

# text with the span in ⟦⟧, kind, value or (min, max), unit, bound
FOUND = [
    ("耗资⟦2.6亿元⟧建成", "MONEY", 260000000, "CNY", "="),
    ("营收⟦超90亿元⟧", "MONEY", 9000000000, "CNY", ">"),
    ("吸引⟦近百家⟧企业", "QUANTITY", 100, "家", "<~"),
    ("形成⟦千亿级⟧产业集群", "QUANTITY", 100000000000, "级", "="),
    ("达成⟦百余项⟧合作", "QUANTITY", 100, "项", ">"),
    ("起售价⟦¥2999⟧起", "MONEY", 2999, "CNY", "="),
    ("捐赠⟦20台套⟧设备", "QUANTITY", 20, "台套", "="),
    ("罚款⟦人民币叁仟元整⟧", "MONEY", 3000, "CNY", "="),
    ("筹得⟦7万—9万元⟧", "MONEY", (70000, 90000), "CNY", "="),
    ("筹得⟦7—9万元⟧", "MONEY", (70000, 90000), "CNY", "="),
    ("筹得⟦数百万美元⟧", "MONEY", (1000000, 10000000), "USD", "~"),
    ("筹得⟦十几亿港元⟧", "MONEY", (1000000000, 2000000000), "HKD", "~"),
    ("地租⟦450元/亩⟧", "MONEY", 450, "CNY/亩", "="),
    ("估值⟦US$3.5 billion⟧", "MONEY", 3500000000, "USD", "="),
    ("售价⟦￥１，２９９⟧", "MONEY", 1299, "CNY", "="),
    ("找零⟦4元7角⟧", "MONEY", Decimal("4.7"), "CNY", "="),
    ("每个⟦两块五⟧", "MONEY", Decimal("2.5"), "CNY", "="),
    ("售出⟦一百二十多万欧元⟧", "MONEY", 1200000, "EUR", ">"),
    ("增长⟦12·5％⟧", "PERCENT", Decimal("0.125"), "%", "="),
    ("回落⟦0.4个百分点⟧", "PERCENT", Decimal("0.4"), "pp", "="),
    ("占⟦近七成五⟧", "PERCENT", Decimal("0.75"), "%", "<~"),
    ("占⟦百分之六到九⟧", "PERCENT", (Decimal("0.06"), Decimal("0.09")), "%", "="),
    ("按⟦千分之三⟧计", "PERCENT", Decimal("0.003"), "%", "="),
    ("不良率⟦2‰⟧", "PERCENT", Decimal("0.002"), "%", "="),
    ("走了⟦一半⟧", "PERCENT", Decimal("0.5"), "%", "="),
    ("来了⟦八百余名⟧学生", "QUANTITY", 800, "名", ">"),
    ("来了⟦上千人⟧", "QUANTITY", 1000, "人", ">="),
    ("種植⟦約３萬畝⟧", "QUANTITY", 30000, "畝", "~"),
    ("装机⟦百万千瓦⟧", "QUANTITY", 1000000, "千瓦", "="),
    ("推出⟦5大⟧举措", "QUANTITY", 5, "大", "="),
    ("提供⟦六七十个⟧岗位", "QUANTITY", (60, 70), "个", "~"),
    ("捐赠⟦210台（套）⟧", "QUANTITY", 210, "台（套）", "="),
    ("气温⟦零下8℃⟧", "QUANTITY", -8, "℃", "="),
    ("⟦70岁以上⟧老人", "QUANTITY", 70, "岁", ">="),
    ("⟦8至12家⟧", "QUANTITY", (8, 12), "家", "="),
    ("来了⟦二、三百名⟧学生", "QUANTITY", (200, 300), "名", "~"),
    ("⟦5 万 人⟧", "QUANTITY", 50000, "人", "="),
    ("⟦３０毫米/小时⟧", "QUANTITY", 30, "毫米/小时", "="),
    # both ends of a range below zero
    ("下降⟦-1.5%～-0.8%⟧", "PERCENT", (Decimal("-0.015"), Decimal("-0.008")), "%", "="),
    ("气温⟦-4℃～-2℃⟧", "QUANTITY", (-4, -2), "℃", "="),
    ("气温⟦-8~-5℃⟧", "QUANTITY", (-8, -5), "℃", "="),
    ("气温⟦-3～0℃⟧", "QUANTITY", (-3, 0), "℃", "="),
    ("变动⟦-15%至5%⟧", "PERCENT", (Decimal("-0.15"), Decimal("0.05")), "%", "="),
    ("气温⟦零下12℃到零下8℃⟧", "QUANTITY", (-12, -8), "℃", "="),
    ("气温⟦零下5℃至零下8℃⟧", "QUANTITY", (-8, -5), "℃", "="),
    ("气温⟦零下8～零下5℃⟧", "QUANTITY", (-8, -5), "℃", "="),
    ("气温⟦零下5到23℃⟧", "QUANTITY", (-5, 23), "℃", "="),
    ("气温⟦零下2℃至4℃⟧", "QUANTITY", (-2, 4), "℃", "="),
    # a bound behind its bracket, a rate by two things, what shares its unit with the next
    ("投资⟦1亿元（含）以上⟧的项目", "MONEY", 100000000, "CNY", ">="),
    ("⟦60周岁（含）以上⟧老人免票", "QUANTITY", 60, "周岁", ">="),
    ("采购额⟦100万元（含）以下⟧", "MONEY", 1000000, "CNY", "<="),
    ("物业费⟦2.8元/平方米·月⟧", "MONEY", Decimal("2.8"), "CNY/平方米·月", "="),
    ("补贴⟦30元/人/天⟧", "MONEY", 30, "CNY/人/天", "="),
    ("补贴⟦1200元/亩·年⟧，", "MONEY", 1200, "CNY/亩·年", "="),
    ("下行⟦25个BP⟧", "QUANTITY", 25, "BP", "="),
    ("气压⟦950百帕⟧", "QUANTITY", 950, "百帕", "="),
    ("压力⟦五百帕⟧", "QUANTITY", 500, "帕", "="),
    ("接种⟦1256万剂次⟧", "QUANTITY", 12560000, "剂次", "="),
    ("防治⟦126.8万亩次⟧", "QUANTITY", 1268000, "亩次", "="),
    ("出栏⟦60万羽⟧", "QUANTITY", 600000, "羽", "="),
    ("举办⟦三期⟧培训班", "QUANTITY", 3, "期", "="),
    ("成功举办⟦十届⟧，", "QUANTITY", 10, "届", "="),
    ("召开⟦四次⟧会议", "QUANTITY", 4, "次", "="),
]
NOTHING = [
    "市政协十四届五次会议",
    "十四届全国人大四次会议",
    "市委十二届八次全会",
    "七届三次常务理事会",
    "二届五次职代会",
    "三次产业比例",
    "首期已投，三期在谈",
    "四次工业革命",
    "温度20±2℃",
    "第三届",
    "第二、三项",
    "首个",
    "一场",
    "一批",
    "一系列",
    "两会",
    "三地",
    "十四五",
    "5G时代",
    "3A级景区",
    "二级市场",
    "二期",
    "2026年3月27日",
    "3个月",
    "两天",
    "48小时",
    "四个多月",
    "2小时15分08秒",
    "9时30分",
    "IP地址10.0.0.1",
    "v2.3.1版",
    "010-62345678",
    "600519",
    "2025款",
    "2026届",
    "唯一一家",
    "三分之二",
    "党的二十大",
    "三个代表",
    "八项规定",
    "五台山",
    "十分",
    "万一",
    "千方百计",
    "每万人",
    "前三名",
    "三轮车",
    "红十字会",
    "10:00起",
    "2024-001号",
    "万元",
    "人民大会堂",
    "四处",
    "国六条",
    "一成不变",
    "一户多宅",
    "六盘山下",
    "一户一档",
    "20出头",
    "三角形",
    "https://a.cn/?q=30%25",
]


def split(marked: str) -> tuple[str, int, int]:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    return marked.replace("⟦", "").replace("⟧", ""), start, end


@pytest.mark.parametrize(("marked", "kind", "value", "unit", "bound"), FOUND)
def test_found(marked: str, kind: str, value: object, unit: str, bound: str) -> None:
    text, start, end = split(marked)
    (amount,) = find_amounts(text)
    got = amount.value if amount.value is not None else (amount.min, amount.max)
    assert (amount.start, amount.end, amount.kind, got, amount.unit, amount.bound) == (
        start,
        end,
        kind,
        value,
        unit,
        bound,
    )
    assert amount.text == text[start:end]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("储能规模100MW/200MWh", ["100MW", "200MWh"]),
        ("规模2.5 MW/5 MWh的电站", ["2.5 MW", "5 MWh"]),
        ("内存8GB/256GB", ["8GB", "256GB"]),
        ("分别加快0.6个、0.3个百分点", ["0.6个", "0.3个百分点"]),
        ("分别下降0.6和0.3个百分点", ["0.6", "0.3个百分点"]),
        ("分别提高5个、8个和10个百分点", ["5个", "8个", "10个百分点"]),
        ("分别回落0.3个和0.1个百分点", ["0.3个", "0.1个百分点"]),
        ("型号A4/3kg", []),
        ("型号V2B/3kg", []),
    ],
)
def test_two_amounts_side_by_side(text: str, found: list[str]) -> None:
    amounts = find_amounts(text)
    assert [amount.text for amount in amounts] == found
    assert {amount.unit for amount in amounts} == {"pp"} or "百分点" not in text


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    assert find_amounts(f"说到{text}，") == []


def test_norm() -> None:
    (amount,) = find_amounts("超1.5亿元")
    assert amount.norm == {"value": 150000000, "unit": "CNY", "bound": ">"}
    assert type(amount.norm["value"]) is int
    (amount,) = find_amounts("2%至3.5%")
    assert amount.norm == {"min": 0.02, "max": 0.035, "unit": "%", "bound": "="}


@pytest.mark.parametrize(
    ("text", "unit", "norm"),
    [
        (" 3亿元 ", None, {"value": 300000000, "unit": "CNY", "bound": "="}),
        ("3.5", "%", {"value": 0.035, "unit": "%", "bound": "="}),
        ("1,200", "USD", {"value": 1200, "unit": "USD", "bound": "="}),
        ("两百五", "个", {"value": 250, "unit": "个", "bound": "="}),
        ("三亿元左右吧", None, None),
        ("", "CNY", None),
        ("其他", "CNY", None),
    ],
)
def test_parse(text: str, unit: str | None, norm: dict[str, object] | None) -> None:
    amount = parse_amount(text, unit)
    assert (amount.norm if amount else None) == norm


PIECES = st.lists(
    st.sampled_from(
        [
            *"0123一二两三十百千万亿几数半余多来第约近超%‰折成元角分块个人年月/—-至到.,。 ，（）",
            "百分之",
            "美元",
            "左右",
            "人民币",
            "￥",
            "\ud800",
            "萬",
            "k",
        ]
    ),
    max_size=25,
).map("".join)


@given(PIECES)
def test_spans_are_sound(text: str) -> None:
    last = 0
    for amount in find_amounts(text):
        assert last <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end] == amount.text
        assert (amount.value is None) == (amount.min is not None) == (amount.max is not None)
        assert amount.norm
        last = amount.end


@given(st.integers(1, 10**9), st.sampled_from(["元", "万元", "亿美元", "个", "平方米", "%", "个百分点"]))
def test_arabic_amount(number: int, unit: str) -> None:
    (amount,) = find_amounts(f"共{number:,}{unit}。")
    assert amount.text == f"{number:,}{unit}"
    scale = {"万": 10**4, "亿": 10**8, "%": Decimal("0.01")}.get(unit[0], 1)
    assert amount.value == number * scale


def test_tenths_before_a_zero() -> None:
    assert [(amount.text, amount.value) for amount in find_amounts("八成〇")] == [("八成", Decimal("0.8"))]


def test_long_text_is_linear() -> None:
    assert find_amounts("一" * 20000) == []
    assert find_amounts("1,234" * 4000 + "第") == []


@pytest.mark.parametrize(
    ("suite", "kind", "floor"), [("rec_currency", "MONEY", 96.0), ("rec_percent", "PERCENT", 97.0)]
)
def test_suite(suite: str, kind: str, floor: float, tmp_path: Path) -> None:
    if not (SUITES / f"{suite}.jsonl").is_file():
        pytest.skip("the suites folder is not beside the project")
    lines = []
    for line in (SUITES / f"{suite}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        items = []
        for amount in find_amounts(case["input"]):
            if amount.kind == kind:
                item = {
                    "text": amount.text,
                    "start": amount.start,
                    "end": amount.end,
                    "kind": kind.lower(),
                    "unit": amount.unit,
                }
                scale = 100 if amount.unit == "%" else 1
                item |= {k: float(v) * scale for k in ("value", "min", "max") if (v := getattr(amount, k)) is not None}
                items.append(item)
        lines.append(json.dumps({"id": case["id"], "items": items}))
    (tmp_path / "predictions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [
        sys.executable,
        str(SUITES / "score.py"),
        str(tmp_path / "predictions.jsonl"),
        "--json",
        str(tmp_path / "out.json"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    score = next(iter(json.loads((tmp_path / "out.json").read_text()).values()))[suite]
    assert 100 * score["firm_correct"] / score["firm"] >= floor
