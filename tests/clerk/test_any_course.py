"""Anybody doing anything at any moment, in any order, with restarts between: the house comes to what plain dicts say.

The real clerk on a real database, compared after every step with `plain.Plain`. What a rule does inside a session, far
beyond votes, is tried in tests/deliberation; programs that are killed, in tests/torture.
"""

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import func, select

from bot.clerk.submission import Sender, Submission
from bot.deliberation import acts
from bot.deliberation.acts import Act
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer
from bot.deliberation.minutes.journal import ChainRow, session_chain, verify_chain
from bot.deliberation.model import SessionState
from bot.deliberation.refusal import Refused
from bot.storage import duties, journal
from bot.storage.seal import Seal
from bot.storage.store import Store
from bot.storage.tables import households, issues, standing_acts

from .making import CODE, GROUP, Desk
from .plain import MOST_ISSUES, Plain, Reply

SECOND, THIRD = 2, 3
HOMES = {10 + n: f"2-10{n}" for n in range(1, 7)}
FAMILY = {21: "2-101", 22: "2-102"}
NEIGHBOUR, STRANGER = 31, 41
"""In the group without a household; and nowhere at all."""
VOTERS = st.sampled_from([*HOMES, *HOMES, *FAMILY, NEIGHBOUR, STRANGER])
LEADERS = st.sampled_from([1, 1, SECOND, SECOND, THIRD, 11])
ANYBODY = st.sampled_from([*HOMES, *FAMILY, NEIGHBOUR, STRANGER, 1])
CHOICE = st.sampled_from(["agree", "agree", "oppose", "oppose", "abstain", "perhaps"])
WHICH = st.sampled_from(["vote", "collect"])
ROLL = "unit,household,area,owner,representative\n" + "".join(
    f"{door},,89.50,业主{door},居民{user}\n" for user, door in HOMES.items()
)
FLOW = """
id: {id}
name: {{zh-CN: 试, zh-TW: 試, en: Trial}}
standing: consultation
stages:
  - {{{stage}}}
  - {{id: end, kind: archive, gather: each}}
"""
FLOWS = {
    "piao": "id: jue, kind: vote, window: 24h, rule: {electorate: household, extend: {by: 12h, max: 1}}, "
    "next: {passed: end, failed: end, tied: end, inquorate: end}",
    "ti": f"id: ti, kind: collect, window: 6h, accepts: {{per_person: {MOST_ISSUES}}}, "
    "next: {ready: end, empty: end}",
}
T = TypeVar("T")
SHORT = 8


@dataclass(frozen=True, slots=True)
class Founded:
    """A database at the moment both sessions were opened, to be copied for every course."""

    file: Path
    flows: Path
    now: datetime
    vote: int
    motion: int
    vote_round: int
    collection: int
    collect_round: int
    community: int
    vote_due: datetime
    collect_due: datetime


async def founded(folder: Path) -> Founded:
    """Six households with who votes for them, two more people of theirs, two moderators, a vote and a collection."""
    file, flows = folder / "founded.db", folder / "flows"
    flows.mkdir()
    for name, stage in FLOWS.items():
        flows.joinpath(f"{name}.yaml").write_text(FLOW.format(id=name, stage=stage), "utf-8")
    desk = Desk(await opened_at(file), flows)
    await desk.do(1, acts.SetUp(0, operator_code=CODE), "administrator")
    community = await desk.community()
    await desk.do(1, acts.ImportRoll(community, ROLL))
    for user, door in [*HOMES.items(), *FAMILY.items()]:
        await desk.do(1, acts.IssueCodes(community, door))
        (sheet,) = (await desk.owed("codes"))[-1].args["sheets"]
        await desk.say(user, acts.UseCode(sheet["long"]))
    for user in (SECOND, THIRD, *HOMES, *FAMILY, NEIGHBOUR):
        await desk.do(user, acts.Ask("issues"))
    await desk.do(1, acts.GrantRole(community, str(SECOND), "grid_lead"))
    cases = []
    for flow, question in (("piao", "楼道装灯?"), ("ti", "")):
        await desk.do(1, acts.OpenSession(0, flow, question))
        await desk.do(1, acts.ConfirmOpening((await desk.case()).session.id))
        cases.append(await desk.case())
    (vote,), (collect,) = (case.open_rounds() for case in cases)
    assert vote.due_at is not None
    assert collect.due_at is not None
    await desk.store.close()
    return Founded(
        file, flows, desk.now, cases[0].session.id, next(iter(cases[0].motions)), vote.id,
        cases[1].session.id, collect.id, community, vote.due_at, collect.due_at,
    )  # fmt: skip


async def opened_at(file: Path) -> Store:
    store = await Store.open(f"sqlite:///{file}")
    await store.migrate()
    store.seal = Seal.stated("a key for tests")
    return store


class Course(RuleBasedStateMachine):
    """One course of things."""

    founded: Founded
    runner: asyncio.Runner
    copies: Iterator[Path]

    def __init__(self) -> None:
        super().__init__()
        begun = self.founded
        self.file = next(self.copies)
        shutil.copy(begun.file, self.file)
        self.desk = Desk(self.do(opened_at(self.file)), begun.flows)
        self.desk.now = begun.now
        self.plain = Plain(
            HOMES, set(FAMILY), {*HOMES, *FAMILY, NEIGHBOUR, 1, SECOND, THIRD}, {1, SECOND}, 1, begun.now,
            begun.vote_due, begun.collect_due,
        )  # fmt: skip
        self.handed_in: list[Submission] = []
        self.texts: dict[int, str] = {}

    def do(self, awaited: Awaitable[T]) -> T:
        async def waited() -> T:
            return await awaited

        return self.runner.run(waited())

    def teardown(self) -> None:
        """In the end everything comes to its close, unless something was wrong before."""
        try:
            if sys.exc_info()[0] is None:
                self.until(self.desk.now + timedelta(days=10), True)
                self.it_is_as_the_plain_model_says()
        finally:
            self.do(self.desk.store.close())
            self.file.unlink()

    # --- what people do --------------------------------------------------------------------------

    def press(self, user: int, act: Act) -> Submission:
        member = "left" if user == STRANGER else "administrator" if user == 1 else "member"
        number = 5000 + len(self.handed_in)
        sender = Sender(user, f"居民{user}")
        press = Submission(act, sender, self.desk.now, GROUP, number, press=True, member=member)
        self.handed_in.append(press)
        return press

    def answers(self, *presses: Submission) -> list[Reply]:
        async def together() -> list[Any]:
            return await asyncio.gather(*map(self.desk.clerk.take, presses), return_exceptions=True)

        return [_reply(outcome) for outcome in self.do(together())]

    def tried(self, user: int, act: Act, foreseen: Reply) -> None:
        assert self.answers(self.press(user, act)) == [foreseen]

    def ballot(self, user: int, choice: str) -> Act:
        return acts.Stand("ballot", self.founded.motion, self.founded.vote_round, choice)

    @rule(user=VOTERS, choice=CHOICE)
    def vote(self, user: int, choice: str) -> None:
        self.tried(user, self.ballot(user, choice), self.plain.ballot(user, choice, self.desk.now))

    @rule(ballots=st.lists(st.tuples(VOTERS, CHOICE), min_size=2, max_size=6), twice=st.booleans())
    def vote_together(self, ballots: list[tuple[int, str]], twice: bool) -> None:
        """They share a commit; with `twice` the first is brought a second time within it."""
        presses = [self.press(user, self.ballot(user, choice)) for user, choice in ballots]
        foreseen = [self.plain.ballot(user, choice, self.desk.now) for user, choice in ballots]
        if twice:
            presses, foreseen = [*presses, presses[0]], [*foreseen, True]
        assert self.answers(*presses) == foreseen

    @rule(user=ANYBODY, text=st.sampled_from(["路灯不亮", "遛狗不牵绳", "楼道堆物"]))
    def raise_issue(self, user: int, text: str) -> None:
        known = len(self.plain.issues)
        foreseen = self.plain.raised(user, text, self.desk.now)
        self.tried(user, acts.RaiseIssue(self.founded.collection, text), foreseen)
        if len(self.plain.issues) > known:
            self.texts[self.do(self._newest())] = text

    async def _newest(self) -> int:
        async with self.desk.store.reading() as tx:
            return int(await tx.scalar(select(func.max(issues.c.id))))

    @precondition(lambda self: self.texts)
    @rule(user=ANYBODY, data=st.data(), choice=st.sampled_from(["care", "care", "none"]))
    def care(self, user: int, data: st.DataObject, choice: str) -> None:
        issue = data.draw(st.sampled_from(sorted(self.texts)))
        act = acts.Stand("care", issue, self.founded.collect_round, choice)
        self.tried(user, act, self.plain.care(user, issue, choice, self.desk.now))

    def _of(self, which: str) -> tuple[int, int]:
        begun = self.founded
        return (begun.vote, begun.vote_round) if which == "vote" else (begun.collection, begun.collect_round)

    @rule(user=LEADERS, which=WHICH)
    def advance(self, user: int, which: str) -> None:
        self.tried(user, acts.Advance(*self._of(which)), self.plain.advance(user, which, self.desk.now))

    @rule(user=LEADERS, which=WHICH, hours=st.integers(1, 30))
    def extend(self, user: int, which: str, hours: int) -> None:
        foreseen = self.plain.extend(user, which, hours, self.desk.now)
        self.tried(user, acts.Extend(*self._of(which), f"{hours}h"), foreseen)

    @rule(user=LEADERS, which=WHICH, insists=st.booleans())
    def cancel(self, user: int, which: str, insists: bool) -> None:
        """Whoever insists says yes to what they have just asked for themselves."""
        act = acts.CancelSession(self._of(which)[0], "范围设错了")
        self.tried(user, act, self.plain.cancel(user, which, self.desk.now))
        if insists:
            self.confirm_cancel(user)

    @rule(user=LEADERS)
    def confirm_cancel(self, user: int) -> None:
        self.tried(user, acts.ConfirmCancel(self.founded.vote), self.plain.confirm(user, self.desk.now))

    @rule(user=st.sampled_from([SECOND, THIRD]), held=st.booleans())
    def office(self, user: int, held: bool) -> None:
        act = acts.GrantRole(self.founded.community, str(user), "grid_lead", end=not held)
        self.tried(1, act, self.plain.office(user, held=held))

    # --- what happens to the house ---------------------------------------------------------------

    @precondition(lambda self: self.handed_in)
    @rule(data=st.data())
    def brought_again(self, data: st.DataObject) -> None:
        """An update Telegram delivers once more, however old."""
        assert self.answers(data.draw(st.sampled_from(self.handed_in))) == [True]

    @rule(minutes=st.sampled_from([1, 9, 11, 200, 700]), watched=st.booleans())
    def time_passes(self, minutes: int, watched: bool) -> None:
        self.until(self.desk.now + timedelta(minutes=minutes), watched)

    @rule(off=st.sampled_from([-1, 0, 0, 1]), watched=st.booleans(), user=st.sampled_from([*HOMES]), choice=CHOICE)
    def the_vote_closes(self, off: int, watched: bool, user: int, choice: str) -> None:
        """Somebody votes at the very moment, or at the smallest before or after it that can be told from it."""
        self.until(self.plain.vote_due + timedelta(microseconds=off), watched)
        self.vote(user, choice)

    @rule(off=st.sampled_from([-1, 0, 1]), watched=st.booleans(), user=ANYBODY)
    def the_collection_closes(self, off: int, watched: bool, user: int) -> None:
        """Likewise, with something raised."""
        self.until(self.plain.collect_due + timedelta(microseconds=off), watched)
        self.raise_issue(user, "门口积水")

    def until(self, moment: datetime, watched: bool) -> None:
        """Go on to this moment; unless it is watched, what falls due on the way waits until somebody looks."""
        if moment <= self.desk.now:
            return
        if watched:
            self.do(self.desk.pass_time(moment - self.desk.now))
            self.plain.look(moment)
        self.desk.now = moment

    @rule()
    def somebody_looks_after_the_time(self) -> None:
        self.do(self.desk.pass_time(timedelta()))
        self.plain.look(self.desk.now)
        self.it_is_as_the_plain_model_says()

    @rule()
    def it_is_restarted(self) -> None:
        self.do(self.desk.store.close())
        self.desk.take_up(self.do(opened_at(self.file)))
        self.it_is_as_the_plain_model_says()

    # --- what must hold --------------------------------------------------------------------------

    def it_is_as_the_plain_model_says(self) -> None:
        self.do(self._compare())

    async def _compare(self) -> None:
        begun, plain, desk = self.founded, self.plain, self.desk
        vote, collect = await desk.case(begun.vote), await desk.case(begun.collection)
        async with desk.store.reading() as tx:
            doors = {f"household:{row.id}": row.door for row in await tx.rows(households.select())}
            rows = await tx.rows(standing_acts.select())
            chains = [await self._minutes(tx, case.session.id) for case in (vote, collect)]
            dues = [due for one in (vote, collect) for due in await duties.due_moments(tx, one.session.id)]
        assert {doors[row.elector]: row.choice for row in rows if row.kind == "ballot"} == plain.ballots
        assert {doors[row.elector] for row in rows if row.kind == "late"} == plain.late
        for choice in ("agree", "oppose", "abstain"):
            counted = vote.count("ballot", begun.motion, begun.vote_round, choice)
            assert counted == list(plain.ballots.values()).count(choice)
        # what a cancelled collection had gathered is free for another session
        raised = [] if plain.collect == "cancelled" else [text for _, text in plain.issues]
        assert sorted(issue.text for issue in collect.issues.values()) == sorted(raised)
        for issue in self.texts:
            cares = [choice for (about, _), choice in plain.cares.items() if about == issue]
            assert collect.count("care", issue, begun.collect_round, "care") == cares.count("care")
        self._decided(vote, chains[0])
        assert _state(collect) == plain.collect
        extended = [row for row in chains[1] if row.kind == "round-extended"]
        assert (len(extended), collect.rounds[begun.collect_round].due_at) == (plain.moved, plain.collect_due)
        running = {begun.vote_round: plain.vote, begun.collect_round: plain.collect}
        closed = [row.public["round"] for minutes in chains for row in minutes if row.kind == "round-closed"]
        for round_id, state in running.items():
            assert closed.count(round_id) == (state not in ("open", "cancelled"))
        closes = {due.round_id: due.at for due in dues if due.kind == "close"}
        assert closes.keys() == {round_id for round_id, state in running.items() if state == "open"}

    async def _minutes(self, tx: Any, session_id: int) -> list[ChainRow]:
        """The minutes of a session, whose chain holds."""
        chain = session_chain(session_id)
        rows, contents = await journal.read_chain(tx, chain)
        assert not verify_chain(rows, contents, await journal.read_head(tx, chain))
        return list(rows)

    def _decided(self, case: CaseFile, minutes: list[ChainRow]) -> None:
        """One decision where the vote came to its end, none else; stamped with the close, however late it was seen."""
        plain, begun = self.plain, self.founded
        kinds = [row.kind for row in minutes]
        assert kinds.count("round-extended") == plain.extensions
        assert len(case.decisions) == kinds.count("decided") == (plain.vote not in ("open", "cancelled"))
        round_ = case.rounds[begun.vote_round]
        assert round_.due_at == plain.vote_due
        if plain.vote in ("open", "cancelled"):
            assert _state(case) == plain.vote
            return
        (decision,) = case.decisions.values()
        ballots = list(plain.ballots.values())
        heads = {name: decision.figures[name]["heads"] for name in ("participating", "agree", "oppose", "abstain")}
        assert heads == {"participating": len(ballots)} | {c: ballots.count(c) for c in ("agree", "oppose", "abstain")}
        assert (decision.outcome, decision.closed_at, round_.closed_at) == (plain.vote, plain.vote_due, plain.vote_due)
        assert decision.figures["electorate"]["heads"] == len(HOMES)


def _reply(outcome: Any) -> Reply:
    """What somebody was answered, as the plain model says it: pressing without a household opens the private chat."""
    match outcome:
        case Refused():
            return str(outcome.refusal.key)
        case Answer(start=None):
            return True
        case Answer():
            return "not-bound"
    raise outcome


def _state(case: CaseFile) -> str:
    return {SessionState.OPEN: "open", SessionState.CANCELLED: "cancelled"}.get(case.session.state, "closed")


def run(folder: Path, examples: int, steps: int) -> None:
    """The few of `make test` are the same each time; of many more, others each time."""
    with asyncio.Runner() as runner:
        begun = runner.run(founded(folder))
        copies = (folder / f"{n}.db" for n in range(10**6))
        course = type("AnyCourse", (Course,), {"founded": begun, "runner": runner, "copies": copies})
        wanted = settings(
            max_examples=examples, stateful_step_count=steps, derandomize=examples == SHORT, database=None,
            deadline=None, suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        run_state_machine_as_test(course, settings=wanted)


def test_whatever_happens_the_house_comes_to_what_plain_dicts_say(tmp_path: Path) -> None:
    run(tmp_path, SHORT, 24)


@pytest.mark.long
def test_and_so_it_is_in_hundreds_of_courses(tmp_path: Path) -> None:
    run(tmp_path, 300, 50)
