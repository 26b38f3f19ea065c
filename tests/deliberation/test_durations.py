"""Durations as flow authors write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from bot.deliberation.durations import Duration, DurationError, ExactDuration, Unit, after

START = datetime(2026, 12, 18, 12, 0, tzinfo=UTC)


class Stage(BaseModel):
    window: ExactDuration
    period: Duration


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("48h", timedelta(hours=48)),
        ("7d", timedelta(days=7)),
    ],
)
def test_an_exact_duration_has_the_length_it_says(text: str, length: timedelta) -> None:
    assert Duration.parse(text).exact() == length
    assert after(START, Duration.parse(text)) == START + length


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "duration-unreadable"),
        ("7", "duration-unreadable"),
        (7, "duration-unreadable"),
        (None, "duration-unreadable"),
        ("d", "duration-unreadable"),
        ("-7d", "duration-unreadable"),
        ("1.5h", "duration-unreadable"),
        ("7 d", "duration-unreadable"),
        ("7d\n", "duration-unreadable"),
        ("7D", "duration-unreadable"),
        ("7天", "duration-unreadable"),
        ("７d", "duration-unreadable"),
        ("1h30m", "duration-unreadable"),
        ("0d", "duration-zero"),
        ("999999999d", "duration-too-long"),
        ("121mo", "duration-too-long"),
    ],
)
def test_what_is_no_duration_is_refused_with_a_key_and_a_sentence(text: object, key: str) -> None:
    with pytest.raises(DurationError) as refused:
        Duration.parse(text)
    assert refused.value.key == key
    assert str(text) in str(refused.value)


@pytest.mark.parametrize("text", ["3wd", "1mo"])
def test_working_days_and_months_have_no_exact_length(text: str) -> None:
    with pytest.raises(DurationError, match="no exact length") as refused:
        after(START, Duration.parse(text))
    assert refused.value.key == "duration-not-exact"


def test_a_model_reads_durations_as_text_and_dumps_them_as_text() -> None:
    stage = Stage.model_validate({"window": "48h", "period": "5wd"})
    assert stage.period == Duration(5, Unit.WORKING_DAY)
    assert stage.model_dump(mode="json") == {"window": "48h", "period": "5wd"}
    assert Stage.model_validate(stage.model_dump()) == stage


def test_a_model_refuses_a_period_where_an_exact_duration_belongs_and_says_where() -> None:
    with pytest.raises(ValidationError) as refused:
        Stage.model_validate({"window": "3wd", "period": "often"})
    found = {error["loc"]: error["ctx"]["error"].key for error in refused.value.errors()}
    assert found == {("window",): "duration-not-exact", ("period",): "duration-unreadable"}


def test_the_schema_offers_editors_a_pattern_per_kind_of_duration() -> None:
    properties = Stage.model_json_schema()["properties"]
    assert properties["period"]["pattern"] == "^[1-9][0-9]{0,8}(s|m|h|d|wd|mo)$"
    assert properties["window"]["pattern"] == "^[1-9][0-9]{0,8}(s|m|h|d)$"


EXACT = st.builds(Duration, st.integers(1, 3000), st.sampled_from([Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY]))


@given(EXACT)
def test_every_duration_reads_back_from_its_own_text(duration: Duration) -> None:
    assert Duration.parse(str(duration)) == duration


@given(EXACT, EXACT)
def test_exact_durations_add_up_in_either_order(one: Duration, other: Duration) -> None:
    assert after(after(START, one), other) == START + one.exact() + other.exact()
    assert after(after(START, one), other) == after(after(START, other), one)
