"""The neighbours: left alone they carry a matter from 民提 to 民享, as people do, and the same every time."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from bot.deliberation.roll.rows import RowProblem
from bot.i18n import Words
from bot.rehearsal.habits import Habit, Habits, read_habits
from bot.rehearsal.page.house import House, open_house
from bot.rehearsal.page.inside import inside_json
from bot.rehearsal.page.plays import NEIGHBOURS, RollRefused, demo_play, practice_play
from bot.rehearsal.runner import exports_of
from bot.rehearsal.transcript import Transcript

from .conftest import STEPS, put_on, start_bot

NIGHT = ("23", "00", "01", "02", "03", "04", "05", "06")
ROLL = "门牌,面积,户代表\n1-1,80.00,甲\n1-2,80.00,乙\n1-3,80.00,丙\n"


async def exported(house: House) -> list[dict[str, Any]]:
    return await exports_of(house.bot, [group.id for group in house.cast.groups.values()])


def without_words(inside: dict[str, Any]) -> list[str]:
    """What the side panel would show as a code of the program."""
    return [row["kind"] for row in (*inside["journal"], *inside["coming"]) if row["said"] == row["kind"]]


async def left_alone() -> tuple[list[str], dict[str, Any]]:
    """The conversation, and the record it ends with."""
    said = list[str]()
    async with put_on() as house:
        transcript = Transcript(
            house.script.zone, house.cast.place_of, house.cast.is_group, lambda line: said.append(line.text)
        )
        house.emulator.on_event(transcript.take)
        for _ in range(STEPS):
            await house.tempo.step()
            transcript.beat()
            records = await exported(house)
            if records and records[0]["session"]["state"] == "closed":
                transcript.end()
                assert without_words(await inside_json(house, Words("zh-CN"))) == []
                return said, records[0]
    raise AssertionError("the session never came to its end")


@pytest.mark.long
async def test_left_alone_they_carry_a_matter_to_its_end_the_same_way_each_time() -> None:
    """One is against it, one changes their mind, one forgets and comes too late: and it is done and shared."""
    said, record = await left_alone()
    (decision,) = record["decisions"]
    assert decision["outcome"] == "passed"
    assert decision["participating"]["heads"] < decision["electorate"]["heads"]
    assert decision["oppose"]["heads"] > 0
    assert decision["late"] > 0
    assert record["sorted"] == {"total": 3, "accepted": 1, "transferred": 1, "merged": 1}
    assert record["ratings"][-1]["outcome"] == "satisfied"
    assert [r["stage"] for r in record["rounds"]][-1] == "xiang"
    nights = [line for line in said if line[:2] in NIGHT]
    assert [line for line in nights if "🤖" not in line and "✎" not in line] == []
    assert (await left_alone())[0] == said


@pytest.mark.slow
async def test_whoever_a_visitor_plays_does_nothing_by_themselves_until_they_leave() -> None:
    async with put_on() as house:
        moderator = house.cast.people["网格长"]
        house.play_as(moderator)
        for _ in range(6):
            await house.tempo.step()
        assert await exported(house) == []
        assert house.cast.message_with(house.cast.first_group, "记下了") is not None


@pytest.mark.slow
async def test_time_passes_while_somebody_is_there() -> None:
    """It begins with the first visitor, stops with the last, and goes on as it went when somebody comes again."""
    async with open_house(demo_play(), start_bot) as house:
        wang, chen = house.cast.people["王阿姨"], house.cast.people["老陈"]
        passing = [(house.tempo.running, house.tempo.leaping)]

        def note() -> None:
            passing.append((house.tempo.running, house.tempo.leaping))

        house.play_as(wang)
        note()
        house.play_as(chen)
        house.tempo.run_at(600)
        house.leave(wang)
        note()
        house.leave(chen)
        note()
        house.play_as(chen)
        note()
        house.tempo.pause()
        house.leave(chen)
        house.play_as(chen)
        note()
    stands, leaps, runs = (False, False), (True, True), (True, False)
    assert passing == [stands, leaps, runs, stands, runs, stands]


@pytest.mark.slow
async def test_the_inside_shows_what_anybody_may_know_and_nothing_else() -> None:
    """The open round, the minutes, what is due; neither a ballot's choice, nor private words, nor who voted how."""
    async with put_on() as house:
        for _ in range(STEPS):
            await house.tempo.step()
            if any("已 3/8" in message.text for message in house.cast.from_bot(house.cast.first_group)):
                break
        shown = await inside_json(house, Words("zh-CN"))
        assert [(r["label"], r["acted"], r["electorate"]) for r in shown["rounds"]] == [("民决", 3, 8)]
        assert "ballot" in {row["kind"] for row in shown["journal"]}
        assert {"close", "remind"} <= {due["kind"] for due in shown["coming"]}
        assert {line["name"] for line in shown["traffic"]} > {"callback_query", "answerCallbackQuery"}
        assert without_words(shown) == []
        everything = str(shown)
        for hidden in ("agree", "同意", "反对", "电动车停在楼道里。怕着火"):
            assert hidden not in everything


@pytest.mark.slow
async def test_a_roll_of_ones_own_is_practised_with_and_everything_is_marked() -> None:
    async with put_on(practice_play("wumin", ROLL)) as house:
        assert [name for name in ("甲", "乙", "丙") if name in house.cast.people] == ["甲", "乙", "丙"]
        for _ in range(3):
            await house.tempo.step()
        (record,) = await exported(house)
        assert record["session"]["practice"] is True
        assert "〔演练〕" in str([message.text for message in house.cast.from_bot(house.cast.first_group)])


@pytest.mark.slow
async def test_a_flow_that_begins_with_a_vote_is_opened_with_a_question() -> None:
    play = practice_play("wumin-kuai", None)
    assert play.texts == {"flow": "wumin-kuai", "question": Words("zh-CN")("sample-question")}
    async with put_on(play) as house:
        for _ in range(4):
            await house.tempo.step()
        assert len(await exported(house)) == 1


def test_a_roll_that_cannot_be_used_is_refused_line_by_line() -> None:
    with pytest.raises(RollRefused) as refused:
        practice_play("wumin", "门牌,面积\n1-1,viel\n")
    assert [(problem.line, problem.key) for problem in refused.value.problems] == [(2, "roll-area-unreadable")]
    assert isinstance(refused.value.problems[0], RowProblem)


def test_the_shipped_habits_speak_of_people_there_are() -> None:
    """Every name in the file is somebody of the demo, a part, or all residents."""
    habits, people = read_habits(NEIGHBOURS), demo_play().story.script.people
    known = {*people, *habits.people, *habits.parts, "residents"}
    named = {who for habit in habits.habits for who in (*habit.who, *habit.but)} | {cue.who for cue in habits.cues}
    assert named - known == set()
    assert set(habits.parts.values()) <= {*people}


@pytest.mark.parametrize(
    "habit",
    [
        {"who": "甲", "after": "1m"},
        {"who": "甲", "after": "1m", "hears": "visitor"},
        {"who": "甲", "after": "1m", "sees": {"act": "Stand"}, "hears": "visitor", "lines": ["x"]},
        {"who": "甲", "after": "soon", "sees": {"act": "Stand"}},
        {"who": "甲", "after": "1m", "sees": {"act": "Stand"}, "chance": 101},
        {"who": "甲", "after": "1m", "sees": {"act": "Stand"}, "colour": "red"},
    ],
)
def test_a_habit_nobody_can_have_is_refused(habit: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Habit.model_validate(habit)


@pytest.mark.slow
async def test_a_visitor_who_speaks_is_answered() -> None:
    """By one neighbour, some time later, as a reply."""
    play = demo_play()
    hears = [habit.model_copy(update={"chance": 100}) for habit in play.habits.habits if habit.hears]
    habits = Habits(seed=1, parts=play.habits.parts, people=play.habits.people, habits=tuple(hears))
    async with put_on(replace(play, habits=habits)) as house:
        group, wang = house.cast.first_group, house.cast.people["王阿姨"]
        async with house.tempo.act():
            said = house.emulator.people.say(wang, group, "灯坏了半年了").message
        await house.tempo.step()
        answers = [message for message in group.messages.values() if message.reply_to is said]
        assert len(answers) == 1
        assert answers[0].sender is not wang
