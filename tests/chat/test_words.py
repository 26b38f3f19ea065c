"""The locales: they hold the same sentences, the code uses what is there, and nothing is said outside them."""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from bot.chat.purposes import PURPOSES
from bot.i18n import FOLDER, MissingWords, Words, available, match

from .key_scan import literals, used

SHANGHAI = ZoneInfo("Asia/Shanghai")
OTHERS = [locale for locale in available() if locale != "zh-CN"]
ANY = re.compile(r"((answer|refusal)\\-)?\.\+")
"""A pattern that says nothing: a key that reaches its call as a variable is looked for among all literals."""
READ_ELSEWHERE = (
    "flow-", "duration-", "share-", "parts-", "rule-", "calendar-", "area-", "verdict-", "roll-", "settings-",
)  # fmt: skip
"""Beginnings of keys that are put together far from where they are worded: problems of flow files, of settings."""
PATTERNS = {
    "bot/deliberation/pointing.py", "bot/deliberation/stages/collect.py", "bot/deliberation/roll/rows.py",
    "bot/scope_files.py", "bot/deliberation/money/ledger_rows.py",
    "bot/flow_schema.py",
}  # fmt: skip
"""Modules that recognise Chinese words people write and say none; the schema for editors carries the product's name."""
STAGE_SETS = ("bot/bench/",)
"""Modules that make up a town to measure with; nobody reads it."""


class _Parameters(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - as the visitor calls it
        self.found.add(node.id.name)


@cache
def messages(locale: str) -> dict[str, frozenset[str]]:
    """Every key of a locale with the parameters its sentence takes; raises for text Fluent cannot read."""
    found = {}
    for entry in parse((FOLDER / f"{locale}.ftl").read_text("utf-8")).body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            assert entry.id.name not in found, f"{locale}: {entry.id.name} stands there twice"
            parameters = _Parameters()
            parameters.visit(entry)
            found[entry.id.name] = frozenset(parameters.found)
    return found


@pytest.mark.parametrize("locale", OTHERS)
def test_a_locale_has_the_sentences_of_the_master_and_their_parameters(locale: str) -> None:
    master, here = messages("zh-CN"), messages(locale)
    assert set(master) - set(here) == set(), "missing"
    assert set(here) - set(master) == set(), "not in the master"
    differing = {key: (here[key], master[key]) for key in master if here[key] != master[key]}
    assert differing == {}


def test_every_sentence_the_code_asks_for_is_there() -> None:
    known = messages("zh-CN")
    missing = {u.place: u.key for u in used() if (u.key not in known if u.whole else not _any(known, u.key))}
    assert missing == {}


def _any(known: dict[str, frozenset[str]], pattern: str) -> bool:
    return any(re.fullmatch(pattern, key) for key in known)


def test_every_sentence_is_asked_for_somewhere() -> None:
    whole = {u.key for u in used() if u.whole}
    patterns = [re.compile(u.key) for u in used() if not u.whole and not ANY.fullmatch(u.key)]
    written = {text for _, _, text in literals()}
    idle = [
        key
        for key in messages("zh-CN")
        if key not in whole
        and not {key, key.removeprefix("answer-"), key.removeprefix("refusal-")} & written
        and not any(pattern.fullmatch(key) for pattern in patterns)
        and not key.startswith(READ_ELSEWHERE)
    ]
    assert idle == []


def test_a_prompt_goes_with_every_purpose_and_a_purpose_with_every_prompt() -> None:
    prompts = {key.removeprefix("await-") for key in messages("zh-CN") if key.startswith("await-")}
    assert prompts - {"nothing"} == set(PURPOSES)


def test_no_chinese_sentence_is_left_in_the_code() -> None:
    """Docstrings and comments speak to the reader of the code and may name a term."""
    found = {
        f"{name}:{line}": text
        for name, line, text in literals()
        if re.search(r"[\u4e00-\u9fff]", text) and name not in PATTERNS and not name.startswith(STAGE_SETS)
    }
    assert found == {}


def test_a_missing_sentence_is_an_error_here_and_its_key_in_production() -> None:
    with pytest.raises(MissingWords, match="no-such-sentence"):
        Words("en")("no-such-sentence")
    Words.strict = False
    assert Words("en")("no-such-sentence") == "no-such-sentence"


def test_a_parameter_that_is_not_given_is_an_error_here() -> None:
    with pytest.raises(MissingWords, match="money"):
        Words("zh-CN")("money")


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("zh-hans", "zh-CN"), ("zh", "zh-CN"), ("zh-SG", "zh-CN"), ("zh-hant", "zh-TW"), ("zh_HK", "zh-TW"),
        ("zh-TW", "zh-TW"), ("en-GB", "en"), ("EN", "en"), ("de", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_language_code_is_matched_to_the_nearest_locale(code: str, locale: str) -> None:
    assert match(code) == locale


def test_moments_are_said_on_the_clocks_of_the_community() -> None:
    when = datetime(2026, 12, 18, 12, 0, tzinfo=UTC)
    assert Words("zh-CN").moment(when, SHANGHAI) == "12月18日(周五)20:00"
    assert Words("zh-TW").moment(when, SHANGHAI) == "12月18日(週五)20:00"
    assert Words("en").moment(when, SHANGHAI) == "Fri 18 Dec, 20:00"


def test_a_midnight_is_the_end_of_the_day_before() -> None:
    assert Words("zh-CN").until(datetime(2027, 1, 4, 16, 0, tzinfo=UTC), SHANGHAI) == "1月4日(周一)24:00"


def test_money_and_areas_are_grouped_and_exact() -> None:
    words = Words("zh-CN")
    assert [words.money(180_000), words.money(180_050), words.area(63_000)] == ["1,800 元", "1,800.50 元", "630.00 ㎡"]


def test_a_parameter_may_be_as_long_as_a_message() -> None:
    assert Words("en")("issue-by", who="&amp;" * 2000) == "Raised by " + "&amp;" * 2000


def test_plurals_are_said_as_english_has_them() -> None:
    assert [Words("en")("duration-d", count=n) for n in (1, 2)] == ["1 day", "2 days"]


def test_no_sentence_carries_invisible_marks() -> None:
    """Bidi isolation would break the comparison of what a card shows."""
    for locale in available():
        assert not re.search("[\u2066-\u2069\u200e\u200f]", Path(FOLDER / f"{locale}.ftl").read_text("utf-8"))
    assert Words("en")("issue-by", who="A") == "Raised by A"


CONVERTED = ["征集", "台账", "干部", "哪里", "信息", "默认", "群里", "回复", "实施", "视频", "反馈", "里面"]
"""What naive conversion, or the mainland's words, leave behind in a text for Taiwan."""


@pytest.mark.parametrize(("locale", "characters"), [("zh-TW", "big5"), ("zh-CN", "gb2312")])
def test_chinese_is_written_in_the_characters_of_its_readers(locale: str, characters: str) -> None:
    """Big5 has traditional characters alone, GB 2312 simplified ones alone; people may type either."""
    for key, text in _texts(locale).items():
        foreign = [c for c in text if "\u4e00" <= c <= "\u9fff" and not c.encode(characters, "ignore")]
        assert not foreign or key.startswith("input-"), (key, foreign)


def test_the_taiwanese_texts_use_the_words_of_taiwan() -> None:
    for key, text in _texts("zh-TW").items():
        assert key.startswith("input-") or not [word for word in CONVERTED if word in text], (key, text)


def _texts(locale: str) -> dict[str, str]:
    source = (FOLDER / f"{locale}.ftl").read_text("utf-8")
    entries = [entry for entry in parse(source).body if isinstance(entry, ftl.Message)]
    return {entry.id.name: source[entry.span.start : entry.span.end] for entry in entries if entry.span}
