"""The record of a session as data: a public export and a sealed one (field names: DESIGN.md §7).

Pure functions of the case file and of its chain of minutes. The public one holds totals, hashes and commitments:
no statement, no person, no ballot but in the roll call of an open vote, and of an issue that is not public only its
number. Who may have the sealed one, and that it is logged, is left to whoever hands it out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.deliberation.ballots.striking import struck
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests.certifying import is_preliminary, signatures
from bot.deliberation.contests.certifying import needed as certificates
from bot.deliberation.figures import Figures, area_text, percent
from bot.deliberation.minutes.journal import ChainRow, Content, canonical, digest, session_chain
from bot.deliberation.model import Audience, Decision, Entry, Issue, Round, Task
from bot.deliberation.stages.review import SEALED
from bot.deliberation.stages.vote import rule_behind
from bot.documents.meetings import Seen, meetings, publications

FORMAT = "youshi-record/2"
_SORTED = {
    "accept": "accepted", "merge": "merged", "return": "returned", "reject": "rejected", "transfer": "transferred",
    "instant": "instant",
}  # fmt: skip
_NOTHING: Mapping[str, Any] = {}
_UNSEEN = Seen()
_NOT_OPTIONS = ("electorate", "present", "participating", "quorum", "passing", "count")


def public_export(
    case: CaseFile, rows: Sequence[ChainRow], evidence: Mapping[str, Any] = _NOTHING, seen: Seen = _UNSEEN
) -> dict[str, Any]:
    """What anybody may have. Moments are in the community's time with its offset, areas decimal text of m².

    `evidence` are the parts by which `verify` checks the rest (`proofs.evidence`). `digests` has the SHA-256 of every
    part: a copy that was damaged shows where.
    """
    record = _Record(case)
    session = case.session
    return sealed_up(
        {
            "format": FORMAT,
            "session": record.session(),
            "issues": [record.issue(issue) for issue in record.issues()],
            "sorted": record.sorted_issues(),
            "rounds": [record.round(round_) for round_ in case.rounds.values()],
            "decisions": [record.decision(decision) for decision in case.decisions.values()],
            "meetings": meetings(case, record.at),
            "publications": publications(case, record.at, seen),
            "notices": [record.notice(round_) for round_ in case.rounds.values() if round_.kind == "notice"],
            "objections": [record.objection(entry) for entry in record.entries("objection")],
            "tasks": [record.task(task) for task in case.tasks.values()],
            "ratings": [
                record.rating(round_)
                for round_ in case.rounds.values()
                if round_.kind == "evaluate" and "n" in round_.facts
            ],
            "shares": [record.share(round_) for round_ in case.rounds.values() if round_.kind == "archive"],
            **evidence,
            "chain": {"name": session_chain(session.id), "rows": session.chain_seq, "head": session.chain_head},
            "journal": [record.row(row) for row in rows],
        }
    )


def sealed_export(
    case: CaseFile,
    rows: Sequence[ChainRow],
    contents: Mapping[int, Content],
    evidence: Mapping[str, Any] = _NOTHING,
    seen: Seen = _UNSEEN,
) -> dict[str, Any]:
    """The public export with what is sealed: texts, who acted, and the salts that open the commitments.

    `contents` by row number; a row without one has been erased.
    """
    record = _Record(case)
    public = public_export(case, rows, evidence, seen)
    return {
        **public,
        "sealed": sealed_up(
            {
                "issues": [
                    {
                        "number": i.number,
                        "text": i.text,
                        # who wrote 背靠背 stays sealed for scrutineers as well
                        "author": None if i.mode == "back" else i.author_id,
                        "on_behalf_of": i.on_behalf_of,
                    }
                    for i in record.issues()
                ],
                "motions": [
                    {
                        "motion": m.id,
                        "version": m.version,
                        "text": m.text,
                        **({"choices": m.choices, "cost": m.cost, "budget": m.budget} if m.hash else {}),
                        "hash": m.hash,
                        "drafted_by": m.drafted_by,
                    }
                    for m in case.motions.values()
                ],
                "entries": [
                    {
                        "entry": e.id,
                        "kind": e.kind,
                        "about": e.about,
                        "person": e.person_id,
                        "at": record.at(e.at),
                        "text": "" if e.state == SEALED else e.text,
                        "answer": e.answer,
                        "answered_by": e.answered_by,
                    }
                    for e in case.entries.values()
                ],
                "tasks": [{"task": t.id, "lead": t.lead, "assist": t.assist} for t in case.tasks.values()],
                "journal": [
                    {"seq": row.seq, "content": dict(kept.content), "salt": kept.salt}
                    for row in rows
                    if (kept := contents.get(row.seq)) is not None
                ],
            }
        ),
    }


def sealed_up(parts: Mapping[str, Any]) -> dict[str, Any]:
    """These parts of a record with the digest of each."""
    return {**parts, "digests": digests_of(parts)}


def is_shown(case: CaseFile, issues: Iterable[int]) -> bool:
    """Whether a public record may say what these issues are about: all of them are public."""
    return all(case.issues[i].audience is Audience.PUBLIC for i in issues if i in case.issues)


def decision_record(case: CaseFile, decision: Decision) -> dict[str, Any]:
    """One of the `decisions` of an export: what everything that is printed of it says as well."""
    return _Record(case).decision(decision)


def _certified(case: CaseFile, decision: Decision) -> dict[str, Any]:
    """How many scrutineers have signed, of how many; nothing where nobody has to."""
    needed = certificates(case, decision)
    return {"certified": {"signed": len(signatures(case, decision)), "needed": needed}} if needed else {}


def digests_of(parts: Mapping[str, Any]) -> dict[str, str]:
    """The SHA-256 of every part in its canonical form."""
    return {name: digest(canonical(part)) for name, part in parts.items()}


class _Record:
    """One case file, written out part by part."""

    def __init__(self, case: CaseFile) -> None:
        self.case = case
        self._zone = ZoneInfo(case.community.timezone)

    def at(self, moment: datetime | None, timespec: str = "seconds") -> str | None:
        return moment.astimezone(self._zone).isoformat(timespec=timespec) if moment else None

    def issues(self) -> list[Issue]:
        return sorted(self.case.issues.values(), key=lambda issue: (issue.position or 1_000_000, issue.number))

    def numbers(self, issues: Sequence[int]) -> list[int]:
        return [self.case.issues[i].number for i in issues if i in self.case.issues]

    def entries(self, kind: str) -> list[Entry]:
        return [entry for entry in self.case.entries.values() if entry.kind == kind]

    def session(self) -> dict[str, Any]:
        session, case = self.case.session, self.case
        # a vote that was void by a ruling was not cancelled
        votes = [r for r in case.rounds.values() if r.kind == "vote" and not r.outcome]
        void = sum(int(r.facts.get("void_ballots", 0)) for r in votes)
        return {
            "number": session.number,
            "flow": session.flow_id,
            "flow_hash": session.flow_hash,
            "label": case.flow.standing,
            "community": case.community.name,
            "self_run": case.community.self_run,
            "state": session.state.value,
            "practice": session.practice,
            "opened_at": self.at(session.opened_at),
            "closed_at": self.at(session.closed_at),
            "cancelled": {"reason": session.cancel_reason, "void_ballots": void} if session.cancel_reason else None,
        }

    def issue(self, issue: Issue) -> dict[str, Any]:
        shown = issue.audience is Audience.PUBLIC
        into = self.case.issues.get(issue.merged_into or 0)
        return {
            "number": issue.number,
            "position": issue.position,
            "title": issue.title if shown else "",
            "mode": issue.mode,
            "state": issue.state.value,
            "screening": issue.screening,
            "reason": issue.reason if shown else "",
            "merged_into": into.number if into else None,
            "handed_to": issue.handed_to,
            "cares": self._cares(issue),
            "raised_at": self.at(issue.raised_at),
        }

    def _cares(self, issue: Issue) -> int:
        counted = [c for (kind, what, _), c in self.case.counts.items() if kind == "care" and what == issue.id]
        return sum(choices.get("care", Figures()).heads for choices in counted)

    def sorted_issues(self) -> dict[str, int]:
        """How many issues were screened how; `total` are those that got a number in the session."""
        numbered = [issue for issue in self.issues() if issue.position]
        found = {"total": len(numbered)}
        for issue in numbered:
            if name := _SORTED.get(issue.screening):
                found[name] = found.get(name, 0) + 1
        return found

    def round(self, round_: Round) -> dict[str, Any]:
        return {
            "stage": round_.stage_id,
            "kind": round_.kind,
            "lap": round_.lap,
            "state": round_.state.value,
            "opened_at": self.at(round_.opens_at),
            "due_at": self.at(round_.due_at),
            "closed_at": self.at(round_.closed_at),
            "extended": round_.extended,
            "outcome": round_.outcome,
            "issues": {
                self.case.issues[i].number: outcome for i, outcome in round_.members.items() if i in self.case.issues
            },
        }

    def decision(self, decision: Decision) -> dict[str, Any]:
        case, figures = self.case, decision.figures
        motion, round_ = case.motions[decision.motion_id], case.rounds[decision.round_id]
        late = case.counts.get(("late", motion.id, round_.id), {})
        nobody = {"heads": 0, "area": area_text(0)}
        return {
            "number": decision.number,
            "motion": motion.title if is_shown(case, decision.issues) else "",
            "motion_hash": motion.hash,
            "version": motion.version,
            "issues": self.numbers(decision.issues),
            "label": decision.label,
            "rule": rule_behind(case, decision).model_dump(mode="json"),
            **({"choices": motion.choices} if motion.choices else {}),
            **({"cost": motion.cost} if motion.cost else {}),
            **({"count": figures["count"]} if "count" in figures else {}),
            "electorate": figures["electorate"],
            **({"expected": figures["electorate"], "present": figures["present"]} if "present" in figures else {}),
            "participating": figures["participating"],
            **{name: counted for name, counted in figures.items() if name not in _NOT_OPTIONS},
            **({"scopes": scopes} if (scopes := round_.facts.get("scopes", {}).get(str(motion.id))) else {}),
            "late": sum(counted.heads for counted in late.values()),
            "void": struck(case, motion.id, round_.id) + int(round_.facts.get("void_ballots", 0)),
            "paper": figures.get("paper", nobody),
            "proxy": figures.get("proxy", nobody),
            "assisted": figures.get("assisted", nobody),
            "extended": decision.extended,
            "digest": decision.digest,
            "minutes": {"decision": decision.id, "motion": motion.id, "round": round_.id},
            "quorum": figures["quorum"],
            "passing": figures["passing"],
            "outcome": decision.outcome,
            "reason": decision.reason,
            "state": "preliminary" if is_preliminary(case, decision) else decision.state,
            **_certified(case, decision),
            "opened_at": self.at(decision.opened_at),
            "closed_at": self.at(decision.closed_at),
            "effective_at": self.at(decision.effective_at),
        }

    def notice(self, round_: Round) -> dict[str, Any]:
        decision = self.case.decisions.get(round_.decision_id or 0)
        return {
            "decision": decision.number if decision else None,
            "issues": self.numbers(list(round_.members)),
            "opened_at": self.at(round_.opens_at),
            "ends_at": self.at(round_.due_at),
            "closed_at": self.at(round_.closed_at),
            "outcome": round_.outcome,
        }

    def objection(self, entry: Entry) -> dict[str, Any]:
        return {
            "ground": entry.choice,
            "issues": self.numbers(list(self.case.rounds[entry.round_id].members)),
            "state": entry.state,
            "ruling": entry.answer,
            "at": self.at(entry.at),
            "due_at": self.at(entry.due_at),
            "ruled_at": self.at(entry.answered_at),
        }

    def task(self, task: Task) -> dict[str, Any]:
        return {
            "title": task.title if is_shown(self.case, self.case.rounds[task.round_id].members) else "",
            "issues": self.numbers(list(self.case.rounds[task.round_id].members)),
            "class": task.task_class,
            "state": task.state,
            "assist": len(task.assist),
            "started_at": self.at(task.started_at),
            "due_at": self.at(task.due_at),
            "done_at": self.at(task.done_at),
            "accepted_at": self.at(task.accepted_at),
            "overdue_levels": task.level,
            "cost": f"{task.cost // 100}.{task.cost % 100:02}",
            "not_achieved": task.not_achieved,
        }

    def rating(self, round_: Round) -> dict[str, Any]:
        facts = round_.facts
        return {
            "issues": self.numbers(list(round_.members)),
            "lap": round_.lap,
            "households": facts.get("households", 0),
            "n": facts["n"],
            "satisfied": facts["satisfied"],
            "needed": facts["needed"],
            "average": facts["average"],
            "satisfaction": percent(int(facts["satisfied"]), int(facts["n"])),
            "outcome": round_.outcome,
            "opened_at": self.at(round_.opens_at),
            "closed_at": self.at(round_.closed_at),
        }

    def share(self, round_: Round) -> dict[str, Any]:
        stage = self.case.flow.stage(round_.stage_id)
        return {
            "stage": stage.id,
            "issues": self.numbers(list(round_.members)),
            "closed_at": self.at(round_.closed_at),
            "result": round_.facts.get("result", ""),
            "keeper": round_.facts.get("keeper", ""),
            "not_achieved": round_.facts.get("not_achieved", ""),
        }

    def row(self, row: ChainRow) -> dict[str, Any]:
        return {
            "seq": row.seq,
            "at": self.at(row.at, "microseconds"),
            "kind": row.kind,
            "public": dict(row.public),
            "commitment": row.commitment,
            "prev": row.prev,
            "hash": row.hash,
        }
