"""The door: every act, every due moment and every command-line change comes through here.

What arrives while a commit is under way waits and shares the next one. Each act is refused or accepted on its own:
a refusal leaves nothing but its reply, and an act that fails unexpectedly takes no neighbour with it, because
the others are then taken one by one. The update an act came in is remembered in the same transaction.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

import structlog

from bot.clerk import cases, house, outages
from bot.clerk.ballots import first_contact, take_standing
from bot.clerk.office import Office, reply
from bot.clerk.submission import Submission
from bot.clerk.voices import as_agent
from bot.deliberation.acts import Act, ForgetMe, ImportRoll, SessionAct, Stand
from bot.deliberation.desk import Answer, Due
from bot.deliberation.house import Person
from bot.deliberation.refusal import Refused
from bot.metrics import Metrics
from bot.storage import chats, duties, people, updates
from bot.storage.chats import Seen
from bot.storage.owing import owe
from bot.storage.people import Met
from bot.storage.problem import StorageProblem, problem_of
from bot.storage.store import OutOfIds, Store, Tx

MOST_TOGETHER = 400
"""Acts in one commit at most: enough to make a commit cheap, few enough to answer within a blink."""
INCIDENT_CHARS = 6
"""Of the number an unexpected failure goes by: short enough to be said on the telephone."""
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
_TRY_AGAIN = timedelta(minutes=10)
_MOST_IDS = 500_000

_log = structlog.get_logger(__name__)

Outcome = Answer | Refused | BaseException
Result = TypeVar("Result")


@dataclass(slots=True)
class _Waiting:
    submission: Submission
    done: asyncio.Future[Answer]
    outcome: Outcome | None = field(default=None)
    again: bool = False
    """Whether its update has had its effect before."""


class Clerk:
    """Takes acts and due moments, one transaction at a time. `on_commit` is called after every commit, `on_change` only
    where it may have moved a due moment: ballots, cares and ratings move none."""

    def __init__(self, store: Store, office: Office, metrics: Metrics | None = None) -> None:
        self._store, self._office = store, office
        self._metrics = metrics or Metrics()
        self._waiting: list[_Waiting] = []
        self._busy: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()
        self._listeners: list[Callable[[], None]] = []
        self._planners: list[Callable[[], None]] = []
        self._alive_at: datetime | None = None

    def on_commit(self, listener: Callable[[], None]) -> None:
        """Call this after every commit: something may be owed now."""
        self._listeners.append(listener)

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call this after every commit of more than standing acts: something may be due at another moment now."""
        self._planners.append(listener)

    @property
    def idle(self) -> bool:
        return not self._waiting and self._busy is None

    async def take(self, submission: Submission) -> Answer:
        """Take one act; returns after its commit. Raises `Refused`, or `StorageProblem` where nothing was kept."""
        waiting = _Waiting(submission, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._busy is None:
            self._busy = asyncio.create_task(self._work())
        return await waiting.done

    async def close_next_due(self, now: datetime) -> bool:
        """Let the earliest due moment at or before `now` take effect; False where nothing is due.

        What has been handed in by then is taken first: a ballot in time is not late because it had to wait its turn.
        """

        async def lapse(tx: Tx) -> bool:
            due = await duties.next_due(tx, now)
            if due is None:
                return False
            await duties.drop_due(tx, [due.key])
            await self._lapse(tx, due, now)
            return True

        if self._waiting:
            await asyncio.wait([one.done for one in self._waiting])
        async with self._writing:
            lapsed = await self._transact(_ids_for(()), lapse, now)
        if lapsed:
            self._tell()
        return lapsed

    async def next_due_at(self) -> datetime | None:
        async with self._store.reading() as tx:
            return await duties.next_due_at(tx)

    async def work(self, task: Callable[[Tx, Office], Awaitable[Any]]) -> Any:
        """Run a change of the command line or of the adapter as an act of its own; returns what it returns."""
        async with self._writing:
            result = await self._transact(_ids_for(()), lambda tx: task(tx, self._office))
        self._tell()
        return result

    async def beat(self, now: datetime, *, regular: bool) -> None:
        """Note that a program is alive, and make up for the time before in which none was (`outages`).

        After a `regular` beat others follow, so if none does, this program was stopped, or had no database: that is
        made up for before the first act or due moment is taken.
        """
        async with self._writing:
            await self._transact(_ids_for(()), lambda tx: outages.beat(tx, self._office, now))
        if regular:
            self._alive_at = now
        self._tell()

    async def _transact(self, ids: int, task: Callable[[Tx], Awaitable[Result]], now: datetime | None = None) -> Result:
        """Do this in one transaction; where it needs more ids than were thought, again with many more."""
        silent = now is not None and self._alive_at is not None and outages.is_silence(self._alive_at, now)
        while True:
            self._office.ids = await self._store.reserve_ids(ids)
            try:
                async with self._store.transaction() as tx:
                    if silent and now is not None:
                        await outages.beat(tx, self._office, now)
                    result = await task(tx)
                if silent:
                    self._alive_at = now
                return result
            except OutOfIds:
                if ids >= _MOST_IDS:
                    raise
                ids *= 16

    async def _lapse(self, tx: Tx, due: Due, now: datetime) -> None:
        """A moment whose rule fails is put off and reported: it must neither be lost nor hold up the others. One that
        fails because the database does stays where it is."""
        try:
            async with tx.savepoint():
                if due.session_id is not None:
                    await cases.lapse(tx, self._office, due, now)
                else:
                    await house.lapse(tx, self._office, due, now)
        except (StorageProblem, OutOfIds):
            raise
        except Exception as error:
            if problem_of(error) is not None:
                raise
            self._metrics.incident("deadline")
            incident = self._office.code(INCIDENT_CHARS)
            _log.exception("due moment failed", key=due.key, kind=due.kind, incident=incident)
            await duties.set_due(tx, [Due(due.key, now + _TRY_AGAIN, due.kind, due.session_id, due.round_id, due.args)])

    async def _work(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
                async with self._writing:
                    await self._commit(batch)
                self._tell(of_standing=all(isinstance(one.submission.act, Stand) for one in batch))
                self._count(batch)
                for one in batch:
                    _settle(one)
        finally:
            self._busy = None

    async def _commit(self, batch: Sequence[_Waiting]) -> None:
        """One transaction for the batch; if it fails, one for each, so that only the guilty act fails."""
        try:
            await self._transact(_ids_for(batch), lambda tx: self._take_all(tx, batch), batch[0].submission.at)
        except StorageProblem as problem:
            for one in batch:
                one.outcome = problem
        except Exception as error:
            if len(batch) == 1:
                batch[0].outcome = error
                return
            for one in batch:
                await self._commit([one])

    async def _take_all(self, tx: Tx, batch: Sequence[_Waiting]) -> None:
        numbered = {number for one in batch for number in _numbers(one)}
        seen = await updates.seen(tx, numbered)
        fresh = list[_Waiting]()
        for one in batch:
            one.outcome = None
            if not seen.isdisjoint(_numbers(one)):
                one.outcome, one.again = Answer(), True
                continue
            seen |= _numbers(one)
            fresh.append(one)
        if not fresh:
            return
        met = await self._meet(tx, fresh)
        for run in _runs(fresh):
            if any(one.submission.sender.user_id not in met for one in run):
                met |= await self._meet(tx, run)
            if isinstance(run[0].submission.act, Stand):
                await self._take_standing(tx, run, met)
            else:
                await self._take_one(tx, run[0], met[run[0].submission.sender.user_id])
                if isinstance(run[0].submission.act, ForgetMe) and isinstance(run[0].outcome, Answer):
                    # whoever says something next is a stranger
                    del met[run[0].submission.sender.user_id]
        await updates.remember(tx, numbered, batch[0].submission.at)

    async def _meet(self, tx: Tx, batch: Sequence[_Waiting]) -> dict[int, Person]:
        """The people and chats of a batch, and what the adapter has just learnt of who is where."""
        senders = [w.submission.sender for w in batch]
        met = await people.meet(tx, [Met(s.user_id, s.name, s.username) for s in senders], self._office.next_id)
        groups = [w.submission for w in batch if not w.submission.where.private]
        places = {(s.where.platform_id, s.where.thread_id): s.where for s in groups}.values()
        await chats.meet_chats(
            tx, [Seen(w.platform_id, w.thread_id, w.kind, w.title) for w in places], self._office.next_id
        )
        # a group and its topics have the same members
        everywhere = {
            s.where.platform_id: await chats.ids_at(tx, s.where.platform_id)
            for s in {s.where.platform_id: s for s in groups if s.member}.values()
        }
        learnt = {
            (chat_id, met[s.sender.user_id].id): s.member
            for s in groups
            if s.member
            for chat_id in everywhere[s.where.platform_id]
        }
        await people.set_memberships(tx, learnt, batch[0].submission.at)
        return met

    async def _take_standing(self, tx: Tx, run: Sequence[_Waiting], met: dict[int, Person]) -> None:
        standing = [(w.submission, cast(Stand, w.submission.act), met[w.submission.sender.user_id]) for w in run]
        outcomes = await take_standing(tx, self._office, standing)
        for one, (submission, act, person), outcome in zip(run, standing, outcomes, strict=True):
            one.outcome = outcome
            if isinstance(outcome, Refused):
                instead = await as_agent(tx, submission, act, person, outcome)
                one.outcome = instead or first_contact(submission, act, outcome) or outcome
            await self._reply(tx, submission, person, one.outcome)

    async def _take_one(self, tx: Tx, one: _Waiting, person: Person) -> None:
        submission = one.submission
        try:
            async with tx.savepoint():
                if isinstance(submission.act, SessionAct) and submission.act.session_id:
                    answer = await cases.take(tx, self._office, submission, person)
                else:
                    answer = await house.take(tx, self._office, submission, person)
            one.outcome = answer
        except Refused as refused:
            one.outcome = refused
        await self._reply(tx, submission, person, one.outcome)

    async def _reply(self, tx: Tx, submission: Submission, person: Person, outcome: Outcome | None) -> None:
        """A press is answered on the spot; a message gets its answer or refusal as a message, written with it."""
        if submission.press:
            return
        if isinstance(outcome, Answer) and outcome.key:
            card, args = "answer", {"key": outcome.key, "params": dict(outcome.params)}
        elif isinstance(outcome, Refused):
            card, args = "refusal", {"key": outcome.refusal.key, "params": dict(outcome.refusal.params)}
        else:
            return
        chat = await chats.chat_by_platform(tx, submission.where.platform_id, submission.where.thread_id)
        owed = reply(submission, person, chat.id if chat else None, card, args)
        await owe(tx, [owed], submission.at, self._office.next_id)

    def _count(self, batch: Sequence[_Waiting]) -> None:
        """Count what was kept: an act that failed unexpectedly is an incident, and is counted where it is told."""
        fresh = [one for one in batch if not one.again]
        taken = [kind_of(one.submission.act) for one in fresh if isinstance(one.outcome, Answer)]
        refused = [one.outcome.refusal.key for one in fresh if isinstance(one.outcome, Refused)]
        if taken or refused:
            self._metrics.committed(taken, refused)

    def _tell(self, *, of_standing: bool = False) -> None:
        for listener in self._listeners if of_standing else (*self._listeners, *self._planners):
            listener()


def kind_of(act: Act) -> str:
    """What an act is counted as: `ballot`, `care` and `rating` are told apart, all else goes by its name."""
    return act.kind if isinstance(act, Stand) else _CAPITAL.sub("-", type(act).__name__).lower()


def _ids_for(batch: Sequence[_Waiting]) -> int:
    """Ids a transaction usually needs: records and messages of many acts, or of one large one."""
    lines = sum(w.submission.act.csv.count("\n") for w in batch if isinstance(w.submission.act, ImportRoll))
    return 2000 + 8 * len(batch) + 8 * lines


def _numbers(one: _Waiting) -> set[int]:
    """What an act is known by when it comes again: its update, and the album it came with."""
    return {number for number in (one.submission.update_id, one.submission.album) if number is not None}


def _runs(batch: Sequence[_Waiting]) -> list[list[_Waiting]]:
    """Standing acts that follow each other go together, everything else alone; the order stays."""
    runs = list[list[_Waiting]]()
    for one in batch:
        standing = isinstance(one.submission.act, Stand)
        if standing and runs and isinstance(runs[-1][-1].submission.act, Stand):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _settle(one: _Waiting) -> None:
    if one.done.done():
        return
    match one.outcome:
        case Answer():
            one.done.set_result(one.outcome)
        case BaseException():
            one.done.set_exception(one.outcome)
        case None:
            one.done.set_exception(RuntimeError("an act was neither taken nor refused"))
