"""Striking a ballot 作废一票: one that should not have been cast no longer counts, and is kept.

Only with an upheld objection to who may vote, by whoever ruled on it, and never where ballots are anonymous. Where
somebody else had cast it, the elector may vote again while the vote is open. Where its voter may not vote (资格不符),
they are barred from this vote, until the roll names another voter for the elector or a later ruling upholds their own
objection; the base stays that of the roll, which alone says how many may vote. Nobody is shown how it was cast; what
totals told before and after let anybody work out is not promised to be hidden. Which ballots are meant, found by door
or name, is left to `clerk`; taking them out of the box to `storage`.
"""

from collections.abc import Sequence

from bot.deliberation.ballots.standing import PRESENCE
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Desk
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Vote
from bot.deliberation.model import BARRED, Entry, StandingAct
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.paper import counter
from bot.deliberation.voting.ways import way_of

STRUCK = "struck"
"""The kind a ballot has from then on."""
_VOID = "void"
"""The running count of those; of how they were cast there is none."""


def vote_of(case: CaseFile, entry: Entry) -> int:
    """The vote an objection is about, be it to the vote itself or to what it came to."""
    round_ = case.rounds[entry.round_id]
    decision = case.decisions.get(round_.decision_id or 0)
    return decision.round_id if decision is not None else round_.id


def ballots_of(case: CaseFile, entry: Entry, electors: Sequence[str]) -> list[StandingAct]:
    """The ballots of these electors that an objection is about: on its motion or decision, else on all of its vote."""
    vote, decision = vote_of(case, entry), case.decisions.get(case.rounds[entry.round_id].decision_id or 0)
    kind, _, number = entry.about.partition(":")
    only = int(number) if kind == "motion" else decision.motion_id if decision is not None else None
    return [
        act
        for key, act in sorted(case.ballots.items())
        if key[0] == "ballot" and act.round_id == vote and act.elector in electors and only in (None, act.what)
    ]


def check_strike(case: CaseFile, entry: Entry, found: Sequence[StandingAct], *, upheld: bool, held: bool) -> None:
    """Raise `Refused` unless these ballots can be struck with this ruling; `held`: nothing has taken effect yet."""
    stage = case.stage_as(case.rounds[vote_of(case, entry)], Vote)
    if not upheld or entry.choice != "eligibility":
        raise Refused("strike-not-here")
    if not stage.rule.linkable:
        raise Refused("strike-anonymous")
    if not held:
        raise Refused("strike-over")
    if not found and not entry.elector:
        raise Refused("strike-no-ballot")


def strike(
    case: CaseFile, entry: Entry, found: Sequence[StandingAct], reason: str, desk: Desk, *, barred: bool = False
) -> None:
    """Take these ballots out of the count. The minutes keep whose they were, and everybody concerned is told.

    `barred`: whoever cast them may not vote for these electors, and is kept out of this vote.
    """
    for act in found:
        if barred:
            facts = case.rounds[act.round_id].facts
            facts[BARRED] = {**case.rounds[act.round_id].barred, act.elector: act.person_id}
        weight, key = Figures(act.heads, act.area), ("ballot", act.what, act.round_id)
        for counts, name in ((case.counts, counter(act.choice)), (case.recount, act.choice)):
            held = counts.get(key, {})
            left = held.get(name, Figures()) - weight
            counts[key] = {**held, name: left} if left.heads else {n: f for n, f in held.items() if n != name}
        there = case.ballots.get((PRESENCE, act.round_id, act.round_id, act.elector))
        if there is not None:
            not_there(case, there, entry, desk)
        way, came = way_of(act.channel), case.brought.get((act.what, act.round_id), {})
        if way in came:
            case.brought[act.what, act.round_id] = {**came, way: came[way] - weight}
        void = case.counts.setdefault((STRUCK, act.what, act.round_id), {})
        void[_VOID] = void.get(_VOID, Figures()) + Figures(1)
        by = case.rounds[act.round_id].facts.get(STRUCK, {})
        case.rounds[act.round_id].facts[STRUCK] = {**by, str(entry.id): int(by.get(str(entry.id), 0)) + 1}
        desk.struck.append(act)
        desk.record(
            "ballot-struck",
            {"what": act.what, "round": act.round_id, "entry": entry.id, **({"barred": True} if barred else {})},
            elector=act.elector,
            receipt=act.receipt,
            reason=reason,
        )
        desk.tell(act.person_id, "ballot-struck", session=case.session.id, entry=entry.id, motion=act.what)
        scopes = case.rounds[act.round_id].facts.get("scopes", {})
        if str(act.what) in scopes:
            # told per scope at the close, and no longer what it comes to
            case.rounds[act.round_id].facts["scopes"] = {k: v for k, v in scopes.items() if k != str(act.what)}


def readmit(case: CaseFile, entry: Entry, desk: Desk) -> None:
    """Somebody who was barred objected to that and was right: they may vote again."""
    round_ = case.rounds[vote_of(case, entry)]
    kept = round_.barred
    freed = [elector for elector, person in kept.items() if person == entry.person_id]
    if freed:
        round_.facts[BARRED] = {elector: person for elector, person in kept.items() if elector not in freed}
        desk.record("readmitted", {"round": round_.id, "entry": entry.id}, electors=freed)


def struck(case: CaseFile, motion_id: int, round_id: int) -> int:
    """How many ballots of a vote have been struck."""
    return sum(figures.heads for figures in case.counts.get((STRUCK, motion_id, round_id), {}).values())


def not_there(case: CaseFile, there: StandingAct, entry: Entry, desk: Desk) -> None:
    """Where those present are counted (实到), who should not have voted was not there either."""
    if there in desk.struck:
        return
    key = (PRESENCE, there.round_id, there.round_id)
    for counts in (case.counts, case.recount):
        held = counts.get(key, {})
        counts[key] = {**held, there.choice: held.get(there.choice, Figures()) - Figures(there.heads, there.area)}
    desk.struck.append(there)
    public = {"round": there.round_id, "entry": entry.id}
    desk.record("attendance-struck", public, elector=there.elector, area=there.area)
