"""Whose ballot is meant: doors and names as a scrutineer types them → electors of a vote, and what these have cast.

Looked up for one ruling alone. What may be struck is left to `deliberation.ballots.striking`.
"""

from dataclasses import replace

from bot.deliberation import acts
from bot.deliberation.ballots.box import household_elector, owner_elector, person_elector
from bot.deliberation.ballots.striking import vote_of
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests.objections import OBJECTION
from bot.deliberation.flow import Vote
from bot.deliberation.refusal import Refused
from bot.storage import ballots, owners, people, roll, scopes
from bot.storage.store import Tx
from bot.storage.touched import HELD, touched_in


async def with_ballots(tx: Tx, case: CaseFile, act: acts.RuleOn) -> acts.RuleOn:
    """The ruling with the electors it names, whose ballots the case then holds; raises `Refused` for nobody."""
    entry = case.entries.get(act.entry_id)
    if entry is None or entry.kind != OBJECTION:
        return act
    vote = case.rounds[vote_of(case, entry)]
    if not (act.strike or entry.elector):
        kind = case.stage_as(vote, Vote).rule.electorate
        if entry.choice == "eligibility" and kind in HELD:
            case.touched = await touched_in(tx, await _path(tx, case), kind, vote.id)
        return act
    found = [elector for text in act.strike for elector in await _named(tx, case, vote.id, text)]
    wanted = [entry.elector] if entry.elector else found
    case.ballots = await ballots.ballots_of(tx, vote.id, wanted)
    return replace(act, electors=tuple(dict.fromkeys(found)))


async def _named(tx: Tx, case: CaseFile, vote: int, text: str) -> list[str]:
    """By the door where households or owners vote, also of one that is no longer on the roll; else by the name."""
    electorate = case.stage_as(case.rounds[vote], Vote).rule.electorate
    if electorate not in ("household", "owner"):
        known = await people.find_people(tx, text, case.community.id)
        if len(known) > 1:
            raise Refused("person-twice", person=text[:40], count=len(known))
        if not known:
            raise Refused("person-unknown", person=text[:40])
        return [person_elector(known[0].id)]
    path = await _path(tx, case)
    if electorate == "owner":
        found = [owner_elector(owner.id) for owner in await owners.owners_at(tx, path, text)]
    else:
        found = [household_elector(home.id) for home in await roll.households_at(tx, path, text, ended=True)]
    if not found:
        raise Refused("no-such-door", door=text[:20])
    if len(found) > 1:
        raise Refused("door-twice", door=text[:20])
    return found


async def _path(tx: Tx, case: CaseFile) -> str:
    scope = await scopes.scope(tx, case.session.scope_id)
    assert scope is not None
    return scope.path
