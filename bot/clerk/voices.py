"""Whose vote an act is about that somebody else brings: looked up before the rules are asked.

The household or owner by the number the act names, with what stands for it and what tellers have entered in the vote
the motion is in; the agent of a proxy by the name a person is known by. Whether any of it may be done is left to
`deliberation.ballots.proxies` and `carried`.
"""

from dataclasses import replace

from bot.clerk.submission import Submission
from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer
from bot.deliberation.house import Person
from bot.deliberation.refusal import Refused
from bot.storage import deliveries, people, scopes, ways
from bot.storage.store import Tx

BROUGHT = (acts.GrantProxy, acts.ConfirmProxy, acts.CastByProxy, acts.EnterPaper, acts.AssistBallot, acts.Deliver)
"""Acts that are about one elector."""
OF_OWNERS = (acts.GrantProxy, acts.RevokeProxy)
"""Acts that ask which owners somebody votes for."""
_VOICELESS = ("not-bound", "not-representative", "not-owner-voter")


async def look_up(tx: Tx, case: CaseFile, act: acts.SessionAct) -> acts.SessionAct:
    """Put the elector an act is about into the case file; returns the act, with its agent where it names one."""
    if not isinstance(act, BROUGHT):
        return act
    elector = _elector(case, act)
    scope = await scopes.scope(tx, case.session.scope_id)
    motion = case.motions.get(getattr(act, "motion_id", 0))
    vote = (motion.vote_round_id if motion else None) or 0
    case.voice = await ways.voice(tx, scope.path, elector, vote) if scope and elector else None
    if isinstance(act, acts.EnterPaper):
        case.paper_entries = {entry.id: entry for entry in await ways.paper_of(tx, act.motion_id, vote, elector)}
    if isinstance(act, acts.Deliver):
        known = await deliveries.of_round(tx, act.round_id, elector)
        case.deliveries = {one.elector: one.way for one in known.values()}
    if isinstance(act, acts.GrantProxy) and act.agent_id is None:
        found = await people.find_people(tx, act.agent, case.community.id)
        return replace(act, agent_id=found[0].id) if len(found) == 1 else act
    return act


def _elector(case: CaseFile, act: acts.SessionAct) -> str:
    if isinstance(act, acts.ConfirmProxy | acts.CastByProxy):
        proxy = case.proxies.get(act.proxy_id)
        return proxy.elector if proxy else ""
    return str(getattr(act, "elector", ""))


async def as_agent(tx: Tx, submission: Submission, act: acts.Stand, person: Person, refused: Refused) -> Answer | None:
    """Somebody who has no vote of their own here and stands for another: their card for that opens in private."""
    if act.kind != "ballot" or submission.where.private or refused.refusal.key not in _VOICELESS:
        return None
    proxy = await ways.proxy_of_agent(tx, person.id, act.round_id)
    return Answer("", start=acts.Ask("vote-for", proxy.session_id, proxy.id)) if proxy else None
