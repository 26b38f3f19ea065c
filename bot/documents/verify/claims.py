"""Whether what a record says beside its figures is what the minutes say: states, moments, texts, objections, tasks.

Rounds, the notices among them, objections and tasks have no number in a public record; they stand in the order in which
the minutes have them. What people wrote (titles, reasons) is compared where the minutes still hold it. Figures, rules
and ballots are left to `decisions`.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from bot.deliberation.flow import Notice
from bot.deliberation.minutes.journal import ChainRow, canonical
from bot.deliberation.minutes.recount import Minutes, signed
from bot.deliberation.transitions import ON_TIME
from bot.documents.verify.reading import Finding, Record, Text, Told

_SECOND: Final = timedelta(seconds=1)
"""Moments of a record are whole seconds."""
_FREE: Final = ("outage", "runoff")
"""Extensions that use up none of those the flow allows."""
_TASKS: Final = {
    "task-assigned": "doing", "task-done": "done", "task-returned": "doing", "task-accepted": "accepted",
    "task-abandoned": "abandoned", "task-released": "todo",
}  # fmt: skip
"""What becomes of a task with each row; one that is done stays done when nobody leads it any more."""

Name = Mapping[str, str | int]
"""What a finding is about: a decision, or one of a part by its place in it."""


class Claims:
    """Checks one record against its minutes."""

    def __init__(self, record: Record, minutes: Minutes) -> None:
        self._record, self._minutes = record, minutes
        self._first = {
            row.public.get("second"): row.public.get("motion") for row in minutes.rows if row.kind == "second-ballot"
        }

    def check(self) -> Iterator[Finding]:
        """A finding for everything that is said otherwise, is missing, or is too many."""
        yield from self._session()
        yield from self._rounds()
        yield from self._notices()
        for decision in self._record.decisions:
            yield from self._decision(decision)
        yield from self._objections()
        yield from self._tasks()
        yield from self._texts()

    def _rows(self, *kinds: str, **about: Any) -> list[ChainRow]:
        return [r for r in self._minutes.rows if r.kind in kinds and about.items() <= r.public.items()]

    # --- the session and its rounds ---------------------------------------------------------------------------

    def _session(self) -> Iterator[Finding]:
        said, state, closed_at = self._record.session, "open", None
        for row in self._rows("session-closed", "session-cancelled", "issues-received"):
            if row.kind != "issues-received":
                state, closed_at = row.kind.removeprefix("session-"), row.at
            elif state == "closed":
                state, closed_at = "open", None
        opened = self._rows("session-opened")
        if opened:
            yield from _compared("session-differs", {}, state=(said.state, state))
            yield from _compared("session-differs", {}, closed_at=(said.closed_at, closed_at))
            yield from _compared("session-differs", {}, opened_at=(said.opened_at, opened[-1].at))

    def _rounds(self) -> Iterator[Finding]:
        entered = self._rows("round-entered")
        if len(entered) != len(self._record.rounds):
            yield Finding("part-count", {"part": "rounds", "said": len(self._record.rounds), "there": len(entered)})
            return
        for number, (said, row) in enumerate(zip(self._record.rounds, entered, strict=True), 1):
            id_ = row.public.get("round")
            name: Name = {"part": "rounds", "number": number}
            state, closed_at, outcome = self._end_of(id_)
            yield from _compared(
                "part-differs",
                name,
                stage=(said.stage, row.public.get("stage")),
                lap=(said.lap, row.public.get("lap")),
                ended=(said.state if said.state in ("closed", "void") else "", state),
                closed_at=(said.closed_at, closed_at),
                outcome=(said.outcome, outcome),
                extended=(said.extended, self._extended(id_)),
            )
            yield from self._opened(said.opened_at, id_, "part-differs", name, said.kind, row)

    def _end_of(self, round_: Any) -> tuple[str, datetime | None, str]:
        """How a round has ended: `closed`, `void` or not at all; when, and with what outcome."""
        ended: tuple[str, datetime | None, str] = "", None, ""
        for row in self._minutes.rows:
            if row.kind == "session-cancelled" and not ended[0] and row.seq > self._row_of(round_):
                ended = "void", row.at, ""
            elif row.public.get("round") != round_:
                continue
            elif row.kind == "round-closed":
                ended = "closed", _moment(row.public.get("closed_at")), str(row.public.get("outcome"))
            elif row.kind == "vote-void":
                ended = "void", row.at, "objection_upheld"
            elif row.kind == "vote-reopened":
                ended = "", None, ""
        return ended

    def _row_of(self, round_: Any) -> int:
        return next((row.seq for row in self._rows("round-entered", round=round_)), 0)

    def _extended(self, round_: Any, before: int | None = None) -> int:
        rows = self._rows("round-extended", round=round_)
        return sum(1 for r in rows if r.public.get("why") not in _FREE and (before is None or r.seq < before))

    def _opened(
        self, said: datetime, round_: Any, key: str, name: Name, kind: str, entered: ChainRow
    ) -> Iterator[Finding]:
        """A vote opens with its row or, where its hour was taken up late, a little before it; a review when its
        materials say, and anything else as it is entered."""
        opened = self._rows("vote-opened", round=round_)
        sent = self._rows("materials-sent", round=round_)
        if opened:
            sound = timedelta(0) <= opened[-1].at - said < ON_TIME + _SECOND
            there: datetime | None = opened[-1].at
        elif kind == "vote":
            return
        else:
            there = _moment(sent[-1].public.get("opens_at")) if sent else entered.at
            sound = _same(said, there)
        if not sound:
            yield _differs(key, name, "opened_at", said, there)

    def _notices(self) -> Iterator[Finding]:
        """A notice is a round as well, and says the same of it."""
        rounds = [said for said in self._record.rounds if said.kind == "notice"]
        if len(rounds) != len(self._record.notices):
            yield Finding("part-count", {"part": "notices", "said": len(self._record.notices), "there": len(rounds)})
            return
        for number, (notice, said) in enumerate(zip(self._record.notices, rounds, strict=True), 1):
            yield from _compared(
                "part-differs",
                {"part": "notices", "number": number},
                opened_at=(notice.opened_at, said.opened_at),
                ends_at=(notice.ends_at, said.due_at),
                closed_at=(notice.closed_at, said.closed_at),
                outcome=(notice.outcome, said.outcome),
            )

    # --- decisions --------------------------------------------------------------------------------------------

    def _decision(self, decision: Told) -> Iterator[Finding]:
        refers, name = decision.minutes, {"decision": decision.number}
        entered = self._rows("decided", decision=refers.decision)
        if not entered:
            return
        row = entered[0]
        started = self._rows("round-entered", round=refers.round)
        yield from self._state(decision)
        yield from self._effect(decision, row)
        extended = self._extended(refers.round, row.seq)
        fixed = self._rows("motion-fixed", motion=self._first.get(refers.motion, refers.motion))
        yield from _compared("decision-differs", name, extended=(decision.extended, extended))
        if not fixed or decision.motion_hash != fixed[-1].public.get("hash"):
            yield Finding("decision-motion", name)
        elif decision.version != fixed[-1].public.get("version"):
            yield _differs("decision-differs", name, "version", decision.version, fixed[-1].public.get("version"))
        if started:
            yield from self._opened(decision.opened_at, refers.round, "decision-differs", name, "vote", started[0])
        after = [r for r in self._rows("round-closed", "round-extended", round=refers.round) if r.seq > row.seq]
        closed = _moment(after[0].public.get("closed_at")) if after and after[0].kind == "round-closed" else None
        # where the vote went on for another motion, or waits, its own close is in no row
        if not (_same(decision.closed_at, closed) if closed else decision.opened_at < decision.closed_at <= row.at):
            yield _differs("decision-differs", name, "closed_at", decision.closed_at, closed or row.at)

    def _state(self, decision: Told) -> Iterator[Finding]:
        certified = self._rows("certified", decision=decision.minutes.decision)
        needed = decision.certified.needed if decision.certified is not None else 0
        if certified and needed != certified[-1].public.get("needed"):
            there = certified[-1].public.get("needed")
            yield _differs("decision-differs", {"decision": decision.number}, "certified", needed, there)
        last = self._rows("recounted", "decision-void", decision=decision.minutes.decision)
        state = {"recounted": "recounted", "decision-void": "void"}[last[-1].kind] if last else "standing"
        states = {state}
        if state != "void" and decision.effective_at is None:
            settled = {row.public.get("entry") for row in self._rows("ruling", "objection-moot")}
            waits = {row.public.get("entry") for row in self._rows("objection")} - settled
            unsigned = signed(self._minutes.rows, decision.minutes.decision) < needed
            states = {"preliminary"} if unsigned else states | {"preliminary"} if waits else states
        if decision.state not in states:
            said = {"decision": decision.number}
            yield _differs("decision-differs", said, "state", decision.state, "/".join(sorted(states)))

    def _effect(self, decision: Told, row: ChainRow) -> Iterator[Finding]:
        """With the row that says so; without a notice with the close, or with what the result has waited for."""
        stands = self._rows("decision-stands", decision=decision.minutes.decision)
        name, said = {"decision": decision.number}, decision.effective_at
        if stands:
            yield from _compared(
                "decision-differs", name, effective_at=(said, _moment(stands[-1].public.get("effective_at")))
            )
        elif said is not None:
            later = [r.at for r in self._minutes.rows if r.seq > row.seq]
            sound = not self._noticed(decision) and any(_same(said, at) for at in [decision.closed_at, *later])
            counts = self._rows("decided", "recounted", decision=decision.minutes.decision)
            if not sound or all(r.public.get("outcome") != "passed" for r in counts):
                yield _differs("decision-differs", name, "effective_at", said, None)

    def _noticed(self, decision: Told) -> bool:
        """Whether a notice follows where this passes."""
        flow = self._record.flow
        entered = self._rows("round-entered", round=decision.minutes.round)
        stage = str(entered[0].public.get("stage")) if entered else ""
        way = flow.stage(stage).next.get("passed") if flow.has_stage(stage) else None
        return bool(way and way.goto and flow.has_stage(way.goto) and isinstance(flow.stage(way.goto), Notice))

    # --- objections and texts ---------------------------------------------------------------------------------

    def _objections(self) -> Iterator[Finding]:
        entered, said = self._rows("objection"), self._record.objections
        if len(entered) != len(said):
            yield Finding("part-count", {"part": "objections", "said": len(said), "there": len(entered)})
            return
        for number, (objection, row) in enumerate(zip(said, entered, strict=True), 1):
            name: Name = {"part": "objections", "number": number}
            state, ruled_at, reason = self._ruled(row.public.get("entry"))
            yield from _compared(
                "part-differs",
                name,
                ground=(objection.ground, row.public.get("ground")),
                at=(objection.at, row.at),
                state=(objection.state, state),
                ruled_at=(objection.ruled_at, ruled_at),
            )
            if reason is not None and objection.ruling not in ("", reason):
                yield _differs("part-differs", name, "ruling", objection.ruling, reason)

    def _ruled(self, entry: Any) -> tuple[str, datetime | None, str | None]:
        """What became of an objection, when, and with which reason where the minutes still hold it."""
        rows = self._rows("ruling", "objection-moot", entry=entry)
        if not rows:
            return "open", None, None
        row = rows[-1]
        kept = self._minutes.contents.get(row.seq)
        reason = kept.content.get("reason") if kept is not None else None
        state = "answered" if row.kind == "objection-moot" else "upheld" if row.public.get("upheld") else "dismissed"
        return state, row.at, reason

    def _tasks(self) -> Iterator[Finding]:
        added, said = self._rows("task-added"), self._record.tasks
        if len(added) != len(said):
            yield Finding("part-count", {"part": "tasks", "said": len(said), "there": len(added)})
            return
        for number, (task, row) in enumerate(zip(said, added, strict=True), 1):
            state = "todo"
            cost: Any = 0
            due_at = done_at = accepted_at = None
            for done in self._rows(*_TASKS, task=row.public.get("task")):
                if done.kind != "task-released" or state != "done":
                    state = _TASKS[done.kind]
                match done.kind:
                    case "task-assigned":
                        due_at = _moment(done.public.get("due_at"))
                    case "task-done":
                        done_at, cost = done.at, done.public.get("cost", 0)
                    case "task-returned":
                        done_at = None
                    case "task-accepted":
                        accepted_at = done.at
            yield from _compared(
                "part-differs",
                {"part": "tasks", "number": number},
                **{"class": (task.class_, row.public.get("class"))},
                state=(task.state, state),
                due_at=(task.due_at, due_at),
                done_at=(task.done_at, done_at),
                accepted_at=(task.accepted_at, accepted_at),
                cost=(task.cost, f"{cost // 100}.{cost % 100:02}" if isinstance(cost, int) else ""),
            )

    def _texts(self) -> Iterator[Finding]:
        """Every text that was decided on gives the hash that was fixed."""
        if self._record.sealed is None:
            return
        texts: dict[Any, Text] = {text.motion: text for text in self._record.sealed.motions}
        for decision in self._record.decisions:
            text = texts.get(decision.minutes.motion)
            original = texts.get(self._first.get(decision.minutes.motion, decision.minutes.motion))
            if text is None or original is None:
                yield Finding("text-missing", {"decision": decision.number})
            elif text.text != original.text or decision.motion_hash != _hash(decision, original):
                yield Finding("text-changed", {"decision": decision.number})


def _hash(decision: Told, text: Text) -> str:
    """As `deliberate.motion_hash` has it, from what was fixed: a second ballot has only some of the choices."""
    numbers = ",".join(map(str, decision.issues))
    more = [text.choices, text.cost, text.budget]
    offered = f"\n{canonical(more)}" if any(more) else ""
    return sha256(f"{numbers}\n{text.text}{offered}".encode()).hexdigest()


def _compared(key: str, name: Name, **both: tuple[Any, Any]) -> Iterator[Finding]:
    """A finding for everything of which the record says something else than the minutes."""
    for what, (said, there) in both.items():
        moments = isinstance(said, datetime) and isinstance(there, datetime)
        if not (_same(said, there) if moments else said == there):
            yield _differs(key, name, what, said, there)


def _differs(key: str, name: Name, what: str, said: Any, there: Any) -> Finding:
    if isinstance(said, datetime) and isinstance(there, datetime):
        there = there.astimezone(said.tzinfo)
    return Finding(key, {**name, "what": what, "said": _shown(said), "counted": _shown(there)})


def _shown(value: Any) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value or "-")[:200]


def _same(said: datetime, there: datetime | None) -> bool:
    return there is not None and timedelta(0) <= there - said < _SECOND


def _moment(text: Any) -> datetime | None:
    """A moment of a row; None for what is none, or has no offset."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
