"""Scenario 丙 under every fault there is: the same outcome and the same last cards as without any."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.rehearsal.emulator.faults import DELIVERY
from bot.rehearsal.script_file import Story, read_story

from .conftest import STORIES
from .weather import Sky, Weather, differences, played_in

FAIR = Weather()
VOTING = datetime(2026, 12, 19, 1, tzinfo=UTC)
ALL = (
    Weather("too_many_requests"),
    Weather("server_error"),
    Weather("server_error", after_effect=True),
    Weather("drop"),
    Weather("drop", after_effect=True),
    Weather("hang", every=150),
    Weather("hang", after_effect=True, every=150),
    Weather("migrate", on="editMessageText", since=VOTING),
    Weather("duplicate"),
    Weather("reorder"),
    Weather(webhook=True),
    Weather("duplicate", webhook=True),
    Weather("reorder", webhook=True),
    Weather("server_error", on=DELIVERY, webhook=True),
    Weather("drop", on=DELIVERY, webhook=True),
    Weather("drop", on=DELIVERY, after_effect=True, webhook=True),
)


@pytest.fixture(autouse=True)
def judged() -> None:
    """The same calls are judged where the story is played in fair weather (`test_stories`)."""


def bing() -> Story:
    return read_story(STORIES / "bing.yaml")


def shortened(story: Story) -> Story:
    """民提, 受理 and the vote that is cancelled: without what is expected, and without all those who press «关心»."""
    steps = story.script.steps
    end = next(n for n, step in enumerate(steps) if step.at is not None and f"{step.at:%m-%d %H}" == "12-16 19")
    kept = [n for n in range(end) if not any(name.startswith("9-") for name in steps[n].who)]
    bare: dict[str, Any] = {"posted": (), "not_posted": (), "shows": (), "told": {}, "record": None}
    script = story.script.model_copy(
        update={"households": 10, "steps": tuple(steps[n].model_copy(update=bare) for n in kept)}
    )
    return Story(script, story.path, tuple(story.marks[n] for n in kept), story.own_flow)


async def the_same(story: Story, weather: Weather, fair: tuple[list[object], Sky]) -> None:
    records, sky = fair
    played, foul = await played_in(weather, story)
    assert foul.befallen > 0 or weather.kind is None
    assert list(differences(records, list(played.records))) == []
    assert not sky.cards(left_behind=True) - foul.cards(left_behind=True)
    assert not foul.cards(left_behind=False) - sky.cards(left_behind=True)


@pytest.mark.long
async def test_where_the_answer_to_every_call_is_lost_once_the_outcome_and_the_last_cards_are_the_same() -> None:
    """`make torture` plays the whole of it, in every weather."""
    story = shortened(bing())
    fair, sky = await played_in(FAIR, story)
    await the_same(story, Weather("drop", after_effect=True), (list(fair.records), sky))


@pytest.mark.long
async def test_the_whole_scenario_comes_to_the_same_in_every_weather(subtests: pytest.Subtests) -> None:
    fair, sky = await played_in(FAIR, bing())
    for weather in ALL:
        with subtests.test(weather=weather):
            await the_same(bing(), weather, (list(fair.records), sky))
