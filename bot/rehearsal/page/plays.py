"""What can be put on: the demo, and practice with a flow and a roll of one's own.

Scripts, habits and the community of practice are files; here they are brought together.
"""

from collections.abc import Sequence
from typing import get_args

from ruamel.yaml import YAML

from bot.deliberation.figures import area_text
from bot.deliberation.flow import Flow, Role, Vote
from bot.deliberation.roll.cells import parse_roll
from bot.deliberation.roll.rows import RollRow, RowProblem
from bot.flow_files import FlowLibrary
from bot.i18n import Words
from bot.rehearsal.demo import DEMO
from bot.rehearsal.habits import Habits, read_habits
from bot.rehearsal.page.house import Play
from bot.rehearsal.script import PersonSetting, RollLine, Script
from bot.rehearsal.script_file import Story, read_story

NEIGHBOURS = DEMO.with_name("neighbours.yaml")
PRACTICE = DEMO.with_name("practice.yaml")
VOICES = 24
"""Households of a roll whose representatives are played; the others are on the roll and silent."""


class RollRefused(Exception):
    """A roll that cannot be used: every problem, by line."""

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


def demo_play() -> Play:
    """The demo's community and flow, with neighbours in place of its script."""
    story = read_story(DEMO)
    assert story.own_flow is not None
    return Play(story, read_habits(NEIGHBOURS), _texts(story.own_flow.flow, story.script))


def practice_play(flow: str, roll: str | None) -> Play:
    """A flow by id or file, and a roll as CSV text; raises `FlowErrors` or `RollRefused`."""
    loaded = FlowLibrary().load(flow)
    habits = read_habits(NEIGHBOURS)
    script = Script.model_validate(YAML(typ="safe").load(PRACTICE.read_text(encoding="utf-8")), by_alias=True)
    lines = script.roll if roll is None else _lines(roll)
    offices = {
        habits.parts["moderator"]: _office(loaded.flow.participants.moderate, "grid_lead"),
        habits.parts["teller"]: _office(loaded.flow.participants.scrutinise, "auditor"),
    }
    staff = {
        name: setting.model_copy(update={"role": offices.get(name, setting.role)})
        for name, setting in script.people.items()
    }
    residents = {line.representative: PersonSetting(binds=line.household or line.unit) for line in _spoken_for(lines)}
    # whoever comes first has made the group
    script = script.model_copy(update={"roll": lines, "people": {**staff, **residents}})
    habits = habits.model_copy(update={"people": _guests(habits, lines)})
    story = Story(script, str(PRACTICE), (), loaded)
    return Play(story, habits, _texts(loaded.flow, script), practice=True)


def _texts(flow: Flow, script: Script) -> dict[str, str]:
    """What the moderator types to open the flow; one that begins with a vote needs a question."""
    locale = script.community.locale if script.community else "zh-CN"
    question = Words(locale)("sample-question") if isinstance(flow.stages[0], Vote) else ""
    return {"flow": flow.id, "question": question}


def _office(roles: Sequence[str], usual: Role) -> Role:
    known: tuple[Role, ...] = get_args(Role)
    return min((role for role in known if role in roles), key=roles.index, default=usual)


def _lines(text: str) -> tuple[RollLine, ...]:
    rows, problems = parse_roll(text)
    if problems:
        raise RollRefused(problems)
    return tuple(_line(row) for row in rows)


def _line(row: RollRow) -> RollLine:
    return RollLine(
        unit=row.unit,
        household=row.household,
        area=area_text(row.area),
        owner=row.owner,
        representative=row.representative,
    )


def _spoken_for(lines: Sequence[RollLine]) -> list[RollLine]:
    """One line of each household that has a representative, as many as are played."""
    first = dict[str, RollLine]()
    for line in lines:
        if line.representative:
            first.setdefault(line.household or line.unit, line)
    return list(first.values())[:VOICES]


def _guests(habits: Habits, lines: Sequence[RollLine]) -> dict[str, PersonSetting]:
    """The habits' own people; a tenant lives at a door of this roll."""
    door = lines[-1].household or lines[-1].unit
    return {
        name: setting.model_copy(update={"tenant": door}) if setting.tenant else setting
        for name, setting in habits.people.items()
    }
