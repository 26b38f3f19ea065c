"""Whether the decisions in a record are what their ballots came to, and whether the proofs show it.

Counted by the very functions that decided the vote (`deliberation.minutes.recount`, `voting.decide`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from bot.deliberation.flow import Flow, Vote
from bot.deliberation.minutes.journal import ChainRow, canonical, digest
from bot.deliberation.minutes.proof import Opening, P, commit, together
from bot.deliberation.minutes.recount import (
    BALLOT,
    Counted,
    Minutes,
    Question,
    attended,
    counted,
    decided_at,
    figures_from,
    late,
    recounted,
    signed,
    struck,
    took_part,
)
from bot.deliberation.minutes.silence import silent
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.ways import WAYS
from bot.documents.proofs import prove
from bot.documents.verify.backing import unbacked
from bot.documents.verify.reading import Decided, Finding, Proof, Record
from bot.documents.verify.secrecy import bag_findings, came, is_closed_box, roll_call_findings

_ENTERED = ("decided", "recounted")
_ALWAYS = (*WAYS, "silent")
"""Figures that a decision has to have where the minutes have them."""


class Decisions:
    """Checks the decisions of one record; `tick` is called for every committed ballot."""

    def __init__(self, record: Record, minutes: Minutes, found: list[Finding], tick: Callable[[], None]) -> None:
        self._record, self._minutes, self._tick = record, minutes, tick
        self._found = found
        self.recounted = 0
        self.proved = 0

    def check(self) -> None:
        self._flow()
        entered = {row.public.get("decision"): row.seq for row in self._minutes.rows if row.kind == "decided"}
        there = set[int]()
        for decision in self._record.decisions:
            if decision.minutes.decision in there:
                self._find("decision-twice", decision)
            elif decision.minutes.decision not in entered:
                self._find("decision-unknown", decision)
            else:
                self._decision(decision, entered[decision.minutes.decision])
            there.add(decision.minutes.decision)
        for id_, seq in entered.items():
            if id_ not in there:
                self._found.append(Finding("decision-missing", {"row": seq}))
        numbers = [decision.number for decision in self._record.decisions]
        proved = [proof.decision for proof in self._record.proofs]
        if sorted(numbers) != sorted(proved):
            self._found.append(Finding("proofs-missing", {}))

    def _find(self, key: str, decision: Decided, **params: str | int) -> None:
        self._found.append(Finding(key, {"decision": decision.number, **params}))

    def _flow(self) -> None:
        """The rules votes were counted by are those of the flow that was opened."""
        stored = digest(canonical(self._record.raw["flow"]))
        opened = {row.public.get("flow") for row in self._minutes.rows if row.kind == "session-opened"}
        if {stored} != opened | {self._record.session.flow_hash}:
            self._found.append(Finding("flow-changed", {}))

    def _decision(self, decision: Decided, seq: int) -> None:
        row = self._last_entry(decision.minutes.decision)
        self._as_entered(decision, row)
        rule = self._rule(decision)
        if rule is None:
            self._find("decision-rule", decision)
            return
        given = row.public["figures"].get("count", {}).get("budget", 0)
        refers = decision.minutes
        question = Question(rule, refers.motion, refers.round, decision.paper, given, decision.digest)
        cancelled = [r.public.get("void_ballots", 0) for r in self._minutes.rows if r.kind == "session-cancelled"]
        out = struck(self._minutes.rows, question)
        if decision.void not in (out, *(out + more for more in cancelled)):
            self._differs(decision, "void", decision.void, out)
        if decision.late != late(self._minutes.rows, question):
            self._differs(decision, "late", decision.late, late(self._minutes.rows, question))
        proof = self._record.proof_of(decision.number)
        if rule.linkable or is_closed_box(question, came(self._minutes, question, seq)):
            self._digest(decision, question, seq)
        if not rule.linkable:
            participating = _heads(decision, "participating")
            for key in dict.fromkeys(bag_findings(decision, question, self._minutes, seq, proof, participating)):
                self._find(key, decision)
        ballots = None
        if self._record.sealed is not None:
            ballots = counted(self._minutes, question, seq)
            self._recount(decision, question, ballots, row.public["figures"], seq)
        if proof is not None:
            self._proof(decision, question, proof)
            if rule.secrecy == "open":
                for key in roll_call_findings(decision, question, self._record, proof):
                    self._find(key, decision)
            if ballots is not None:
                self._made_again(decision, proof, question, ballots)

    def _last_entry(self, id_: int) -> ChainRow:
        """The row that says what the decision came to: by the vote, or by a recount after it."""
        return [r for r in self._minutes.rows if r.kind in _ENTERED and r.public.get("decision") == id_][-1]

    def _as_entered(self, decision: Decided, row: ChainRow) -> None:
        """What the record says is what was entered in the minutes."""
        written = decision.model_dump()
        for name, figures in {**row.public["figures"], "outcome": row.public["outcome"]}.items():
            if written.get(name) != figures:
                self._differs(decision, name, canonical(written.get(name)), canonical(figures))
        signatures = signed(self._minutes.rows, decision.minutes.decision)
        if decision.certified is not None and decision.certified.signed != signatures:
            self._differs(decision, "certified", decision.certified.signed, signatures)

    def _differs(self, decision: Decided, what: str, said: str | int, counted: str | int) -> None:
        self._find("decision-differs", decision, what=what, said=str(said)[:200], counted=str(counted)[:200])

    def _rule(self, decision: Decided) -> Rule | None:
        """The rule of the stage the vote was held in, as it is there or for a second ballot or meeting."""
        entered = [r for r in self._minutes.rows if r.kind == "round-entered"]
        stage = next((r.public["stage"] for r in entered if r.public.get("round") == decision.minutes.round), "")
        try:
            said = Rule.model_validate(decision.rule)
        except ValidationError:
            return None
        return said if said in _forms(rule_of(self._record.flow, stage)) else None

    def _digest(self, decision: Decided, question: Question, seq: int) -> None:
        """The code told with the result is that of a row before the decision and after its last ballot."""
        if not decision.digest:
            return
        at = next((r.seq for r in self._minutes.rows if r.hash == decision.digest), None)
        ballots = (r.seq for r in self._minutes.rows if r.kind == BALLOT and r.public.get("what") == question.motion)
        if at is None or at >= seq or any(at < ballot < seq for ballot in ballots):
            self._find("decision-digest", decision)

    def _recount(
        self,
        decision: Decided,
        question: Question,
        ballots: Sequence[Counted],
        entered: Mapping[str, Any],
        before: int,
    ) -> None:
        self.recounted += 1
        present = attended(self._minutes, question, before)
        for row in unbacked(self._minutes, question, before):
            self._find("ballot-unbacked", decision, row=row)
        try:
            figures, outcome = recounted(
                question,
                ballots,
                figures_from(entered["electorate"]),
                present,
                silent(self._minutes, question, before),
                came(self._minutes, question, before),
            )
        except (Refused, ValueError):
            self._find("decision-ballots", decision)
            return
        # minutes of the first version did not note areas
        plain = _heads_alone if any(ballot.area is None for ballot in ballots) else _as_is
        for name, again in figures.items():
            if (name in entered or name in _ALWAYS) and plain(entered.get(name)) != plain(again):
                self._differs(decision, name, canonical(entered.get(name)), canonical(again))
        if plain is _as_is and outcome != decision.outcome:
            self._differs(decision, "outcome", decision.outcome, outcome)

    def _proof(self, decision: Decided, question: Question, proof: Proof) -> None:
        """The commitments of all ballots together open to the published totals."""
        self.proved += 1
        marks = [tuple(ballot.commitments) for ballot in proof.ballots]
        participating = _heads(decision, "participating")
        if isinstance(participating, int) and is_closed_box(question, participating):
            participating = 0
        if len(set(marks)) != len(marks) or len(marks) != participating:
            self._find("proof-ballots", decision)
        if set(proof.totals) != set(proof.options) or any(len(m) != len(proof.options) for m in marks):
            self._find("proof-ballots", decision)
            return
        for _ in marks:
            self._tick()
        for index, option in enumerate(proof.options):
            total = proof.totals[option]
            each = [int(mark[index], 16) for mark in marks]
            as_recorded = getattr(decision, option, None) == {"heads": total.heads, "area": total.area}
            opening = Opening(total.heads, total.area_units, int(total.mask, 16))
            if not (as_recorded and all(0 < one < P for one in each) and together(each) == commit(opening)):
                self._find("proof-total", decision, option=option)

    def _before(self, decision: Decided) -> int:
        return decided_at(self._minutes.rows, decision.minutes.decision)

    def _made_again(self, decision: Decided, proof: Proof, question: Question, ballots: Sequence[Counted]) -> None:
        """Every commitment is the one its row of the minutes gives, and none is too many."""
        for _ in ballots:
            self._tick()
        receipts = None if question.rule.linkable else took_part(self._minutes, question, self._before(decision))
        if prove(decision.number, question, ballots, receipts) != proof.model_dump(exclude_unset=True):
            self._find("proof-differs", decision)


def _forms(rule: Rule | None) -> list[Rule]:
    """A rule and what becomes of it in a second meeting and in a second ballot."""
    meetings = [] if rule is None else [rule, rule.second_meeting()]
    return [*meetings, *(meeting.model_copy(update={"runoff": False}) for meeting in meetings)]


def rule_of(flow: Flow, stage_id: str) -> Rule | None:
    stage = flow.stage(stage_id) if flow.has_stage(stage_id) else None
    return stage.rule if isinstance(stage, Vote) else None


def _heads(decision: Decided, name: str) -> Any:
    figures = getattr(decision, name, None)
    return figures.get("heads") if isinstance(figures, dict) else None


def _as_is(value: Any) -> Any:
    return value


def _heads_alone(value: Any) -> Any:
    """Figures without their areas and what was compared of them."""
    if isinstance(value, Mapping):
        return {name: _heads_alone(held) for name, held in value.items() if name not in ("area", "met")}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_heads_alone(one) for one in value if not isinstance(one, Mapping) or one.get("measure") != "area"]
    return value
