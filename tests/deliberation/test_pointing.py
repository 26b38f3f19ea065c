"""Words that may point at somebody are found, in both scripts and however they are typed; ordinary ones are left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deliberation.pointing import points_at, soften


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3-502夜里犬吠", "3-502"),
        ("3-2-502夜里犬吠", "3-2-502"),
        ("住3号楼2单元502室的", "3号楼2单元502室"),
        ("住三号楼二单元五零二的", "三号楼二单元五零二"),
        ("2单元502漏水", "2单元502"),
        ("二單元五〇二漏水", "二單元五〇二"),
        ("是１２栋３０１", "１２栋３０１"),
        ("502室天天装修", "502室"),
        ("五零二室天天装修", "五零二室"),
        ("他电话13812345678", "13812345678"),
        ("他电话138-1234-5678", "138-1234-5678"),
        ("他电话 138 1234 5678", "138 1234 5678"),
        ("他電話0912-345-678", "0912-345-678"),
        ("座机0571-88888888", "0571-88888888"),
        ("身份证33010619800101123X", "33010619800101123X"),
        ("身分證A123456789", "A123456789"),
        ("张某天天停车占道", "张某"),
        ("張某某天天停車佔道", "張某某"),
        ("老王家的狗", "老王"),
        ("小陳家的狗", "小陳"),
    ],
)
def test_what_points_at_somebody_is_found(text: str, found: str) -> None:
    assert points_at(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "遛狗不牵绳,建议必须牵绳。",
        "有某些人乱停车",
        "某户夜里犬吠,扰民",
        "小区门口的小孩多",
        "三号楼没有灯",
        "2026-12-10 停水",
        "晚上10:30-11:30很吵",
        "一共 32 户,24 户同意",
        "老旧小区改造",
        "小高层的电梯",
        "花了1800元,电话没人接",
        "一百二十户型图",
        "",
        "👩‍👩‍👧‍👦",
    ],
)
def test_ordinary_words_do_not_point(text: str) -> None:
    assert points_at(text) == ""


def test_softened_words_point_no_more_and_say_it_once() -> None:
    assert soften("3-502和3-503夜里犬吠,电话138 1234 5678", "有一户") == "有一户和有一户夜里犬吠,电话有一户"
    assert soften("3号楼502室 13812345678", "○○").count("○○") == 2


@given(st.text(max_size=60), st.sampled_from(["○○", "有一户", r"\1", "\\", "a+"]))
def test_any_text_is_softened_without_an_error(text: str, neutral: str) -> None:
    """Also where the neutral words look like a pattern."""
    assert soften(text, neutral) == text or neutral in soften(text, neutral)
