"""What cards and views need to know, read only, each answer one consistent view of the database.

What of it a reader may see is left to whoever shows it.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.deliberation.ballots.voices import PaperEntry
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Due, OwnerSeat, Seat
from bot.deliberation.figures import Figures
from bot.deliberation.house import Chat, Household, Owner, OwnerClaim, Person, Resident, Schedule, Scope
from bot.deliberation.model import Community, Issue, Session, StandingAct, Task
from bot.deliberation.money.ledger import Grant, MoneyEntry
from bot.deliberation.rights import MODERATING
from bot.storage import (
    ballots,
    cards_shown,
    cases,
    chats,
    claims,
    deliveries,
    duties,
    forgetting,
    ledger,
    lookups,
    owner_claims,
    owners,
    people,
    personal,
    roll,
    roll_lines,
    roll_offers,
    scopes,
    tree,
    ways,
)
from bot.storage.neighbours import Neighbour, neighbours
from bot.storage.people import Held
from bot.storage.store import Store, Tx


class Reader:
    """Reads from the store; ids that are not there give None or an empty list."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def case(self, session_id: int) -> CaseFile:
        """Everything of a session but its ballots; raises `Refused("button-stale")` where there is none."""
        async with self._store.reading() as tx:
            return await _case(tx, session_id)

    async def case_of_round(self, round_id: int) -> CaseFile:
        """The case a round is in; raises `Refused("button-stale")`, as do the others of this kind."""
        async with self._store.reading() as tx:
            return await _case(tx, await lookups.session_of_round(tx, round_id) or 0)

    async def case_of_issue(self, issue_id: int) -> CaseFile:
        async with self._store.reading() as tx:
            return await _case(tx, await lookups.session_of_issue(tx, issue_id) or 0)

    async def case_of_motion(self, motion_id: int) -> CaseFile:
        async with self._store.reading() as tx:
            return await _case(tx, await lookups.session_of_motion(tx, motion_id) or 0)

    async def case_of_decision(self, decision_id: int) -> CaseFile:
        async with self._store.reading() as tx:
            return await _case(tx, await lookups.session_of_decision(tx, decision_id) or 0)

    async def case_of_task(self, task_id: int) -> CaseFile:
        async with self._store.reading() as tx:
            return await _case(tx, await lookups.session_of_task(tx, task_id) or 0)

    async def case_of_entry(self, entry_id: int) -> CaseFile:
        async with self._store.reading() as tx:
            return await _case(tx, await lookups.session_of_entry(tx, entry_id) or 0)

    async def issue(self, issue_id: int) -> Issue | None:
        async with self._store.reading() as tx:
            return await lookups.issue(tx, issue_id)

    async def session(self, session_id: int) -> Session | None:
        async with self._store.reading() as tx:
            return await lookups.session(tx, session_id)

    async def sessions_in_chat(self, chat_id: int) -> list[Session]:
        """Open sessions with a place in the chat, oldest first."""
        async with self._store.reading() as tx:
            return await lookups.sessions_in_chat(tx, chat_id)

    async def open_sessions(self, community_id: int) -> list[Session]:
        async with self._store.reading() as tx:
            return await lookups.open_sessions(tx, community_id)

    async def sessions_concerning(self, community_id: int) -> list[Session]:
        """A community's open sessions, and those others hold in its groups too."""
        async with self._store.reading() as tx:
            return await lookups.sessions_concerning(tx, community_id)

    async def sessions_closed_between(self, community_id: int, start: datetime, end: datetime) -> list[Session]:
        async with self._store.reading() as tx:
            return await lookups.sessions_closed_between(tx, community_id, start, end)

    async def open_issues(self, community_id: int) -> list[Issue]:
        async with self._store.reading() as tx:
            return await lookups.open_issues(tx, community_id)

    async def issues_by_author(self, person_id: int) -> list[Issue]:
        async with self._store.reading() as tx:
            return await lookups.issues_by_author(tx, person_id)

    async def tasks_led_by(self, person_id: int) -> list[Task]:
        async with self._store.reading() as tx:
            return await lookups.tasks_led_by(tx, person_id)

    async def due_moments(self, session_id: int) -> list[Due]:
        async with self._store.reading() as tx:
            return await duties.due_moments(tx, session_id)

    async def turnout(self, round_id: int) -> dict[tuple[str, int], Figures]:
        """(kind, what) → how many have acted."""
        async with self._store.reading() as tx:
            return await ballots.turnout(tx, round_id)

    async def participants(self, round_id: int, kind: str) -> int:
        async with self._store.reading() as tx:
            return await ballots.participants(tx, round_id, kind)

    async def standing_of(self, person_id: int) -> list[StandingAct]:
        """What a person has cast, newest first: for that person alone."""
        async with self._store.reading() as tx:
            return await ballots.standing_of_person(tx, person_id)

    async def roll_call(self, motion_id: int, round_id: int) -> list[tuple[str, str]]:
        """(name, choice) of everybody who voted: for open votes that are over."""
        async with self._store.reading() as tx:
            return await ballots.roll_call(tx, motion_id, round_id)

    async def standing_of_electors(self, round_id: int, electors: Collection[str]) -> list[StandingAct]:
        async with self._store.reading() as tx:
            return await ballots.standing_of_electors(tx, round_id, electors)

    async def doors_of_electors(self, path: str, electorate: str) -> list[tuple[str, str]]:
        """(elector, door) of every household or owner of a scope."""
        async with self._store.reading() as tx:
            return await ways.doors(tx, path, electorate)

    async def deliveries_of(self, round_id: int) -> dict[str, str]:
        """elector → way of what was delivered to it in a round."""
        async with self._store.reading() as tx:
            return {one.elector: one.way for one in (await deliveries.of_round(tx, round_id)).values()}

    async def paper_states(self, motion_id: int, round_id: int) -> Mapping[str, list[PaperEntry]]:
        """elector → what tellers have entered for it on a motion in one round."""
        async with self._store.reading() as tx:
            return await ways.paper_states(tx, motion_id, round_id)

    async def paper_entry(self, entry_id: int) -> PaperEntry | None:
        async with self._store.reading() as tx:
            return await ways.paper_entry(tx, entry_id)

    async def electors_without(self, round_id: int, kind: str, whats: Sequence[int], electorate: str) -> list[int]:
        async with self._store.reading() as tx:
            return await ballots.electors_without(tx, round_id, kind, whats, electorate)

    async def chat(self, chat_id: int) -> Chat | None:
        async with self._store.reading() as tx:
            return await chats.chat(tx, chat_id)

    async def chats_of(self, community_id: int) -> list[Chat]:
        async with self._store.reading() as tx:
            return await chats.chats_of(tx, community_id)

    async def groups_below(self, path: str) -> list[chats.Group]:
        async with self._store.reading() as tx:
            return await chats.groups_below(tx, path)

    async def chats_of_person(self, person_id: int) -> list[int]:
        async with self._store.reading() as tx:
            return await people.chats_of_person(tx, person_id)

    async def schedules_in(self, chat_id: int) -> list[Schedule]:
        async with self._store.reading() as tx:
            return await duties.schedules_in(tx, chat_id)

    async def schedule(self, schedule_id: int) -> Schedule | None:
        async with self._store.reading() as tx:
            return await duties.schedule(tx, schedule_id)

    async def community(self, community_id: int) -> Community | None:
        async with self._store.reading() as tx:
            return await scopes.community(tx, community_id)

    async def communities_below(self, paths: Collection[str]) -> list[Community]:
        """Communities at or under these scopes: those of a moderator, given the paths of their roles."""
        async with self._store.reading() as tx:
            return await scopes.communities_below(tx, paths)

    async def scope(self, scope_id: int) -> Scope | None:
        async with self._store.reading() as tx:
            return await scopes.scope(tx, scope_id)

    async def is_planted(self) -> bool:
        """Whether there is anywhere for a group to belong to."""
        async with self._store.reading() as tx:
            return await tree.is_planted(tx)

    async def way_to(self, path: str) -> list[tree.Node]:
        """The scopes from the top of the tree down to this path."""
        async with self._store.reading() as tx:
            return await tree.way_to(tx, path)

    async def nodes_at(self, paths: Sequence[str]) -> list[tree.Node]:
        async with self._store.reading() as tx:
            return await tree.nodes_at(tx, paths)

    async def nodes_under(self, parent: Scope | None, words: str, start: int, most: int) -> tuple[list[tree.Node], int]:
        """What is right under a scope of the tree, or anywhere under it with these words in its name; how many are."""
        async with self._store.reading() as tx:
            if words:
                return await tree.named(tx, parent.path if parent else "/", words, most)
            return await tree.children(tx, parent.id if parent else None, start, most)

    async def community_of_scope(self, path: str) -> Community | None:
        """The nearest community at a path or above it."""
        async with self._store.reading() as tx:
            return await scopes.community_of_scope(tx, path)

    async def is_roll_offered(self, offer_id: int) -> bool:
        """Whether a roll that was handed in as a file still waits for a decision."""
        async with self._store.reading() as tx:
            return await roll_offers.is_open(tx, offer_id)

    async def person(self, person_id: int) -> Person | None:
        async with self._store.reading() as tx:
            return await people.person(tx, person_id)

    async def people_by_id(self, person_ids: Collection[int]) -> dict[int, Person]:
        async with self._store.reading() as tx:
            return await people.people_by_id(tx, person_ids)

    async def roles(self, person_id: int) -> list[Held]:
        """The roles a person holds; `people.roles_at` says which reach a scope."""
        async with self._store.reading() as tx:
            return (await people.roles_of(tx, [person_id]))[person_id]

    async def books(self, scope_id: int) -> tuple[list[MoneyEntry], dict[int, Grant]]:
        """The books of a fund, and what decisions have promised of it."""
        async with self._store.reading() as tx:
            return await ledger.entries(tx, scope_id), await ledger.grants(tx, scope_id)

    async def money_entry(self, entry_id: int) -> MoneyEntry | None:
        async with self._store.reading() as tx:
            return await ledger.entry(tx, entry_id)

    async def with_books(self, scope_ids: Collection[int]) -> list[int]:
        """Which of these scopes have books."""
        async with self._store.reading() as tx:
            return await ledger.with_books(tx, scope_ids)

    async def counts_about(self, person_id: int) -> personal.Kept:
        """How much is kept about a person: for that person alone, as the next two."""
        async with self._store.reading() as tx:
            return await personal.counts(tx, person_id)

    async def everything_about(self, person: Person) -> dict[str, Any]:
        async with self._store.reading() as tx:
            return await personal.everything(tx, person)

    async def open_ballots(self, person_id: int) -> int:
        """In how many votes, ratings and collections that are not over something of theirs stands."""
        async with self._store.reading() as tx:
            return len(await forgetting.open_ballots(tx, person_id))

    async def moderates_alone(self, path: str, person_id: int) -> bool:
        """Whether nobody else moderates a scope, there or above."""
        async with self._store.reading() as tx:
            return set(await people.holders(tx, path, MODERATING)) == {person_id}

    async def seats(self, person_id: int) -> tuple[Seat, ...]:
        async with self._store.reading() as tx:
            return (await roll.seats_of(tx, [person_id]))[person_id]

    async def neighbours(self, scope_id: int) -> list[Neighbour]:
        """Who the bot knows on a scope: (door, person, name)."""
        async with self._store.reading() as tx:
            return await neighbours(tx, scope_id)

    async def household(self, household_id: int) -> Household | None:
        async with self._store.reading() as tx:
            return await roll.household(tx, household_id)

    async def owner(self, owner_id: int) -> Owner | None:
        async with self._store.reading() as tx:
            return await owners.owner(tx, owner_id)

    async def owners_of(self, household_id: int) -> list[Owner]:
        """Who owns the units a household lives in."""
        async with self._store.reading() as tx:
            return await owners.owners_of(tx, household_id)

    async def doors_of(self, owner_id: int) -> tuple[str, ...]:
        """The doors of an owner's units."""
        async with self._store.reading() as tx:
            return (await owners.doors_of(tx, [owner_id]))[owner_id]

    async def owner_seats(self, person_id: int) -> tuple[OwnerSeat, ...]:
        """The owners a person votes for."""
        async with self._store.reading() as tx:
            return (await owners.owner_seats_of(tx, [person_id]))[person_id]

    async def owner_claim(self, claim_id: int) -> OwnerClaim | None:
        async with self._store.reading() as tx:
            return await owner_claims.claim(tx, claim_id)

    async def households_below(self, path: str) -> list[Household]:
        async with self._store.reading() as tx:
            return await roll.households_below(tx, path)

    async def electorate(self, path: str) -> Figures:
        """Heads and area on the roll of a scope now."""
        async with self._store.reading() as tx:
            return (await roll.electorate(tx, path))[0]

    async def roll_lines(self, scope_id: int, electorate: str) -> list[roll_lines.RollLine]:
        """The doors of a scope that vote, one by one; empty where there is no such scope."""
        async with self._store.reading() as tx:
            scope = await scopes.scope(tx, scope_id)
            return await roll_lines.roll_lines(tx, scope.path, electorate) if scope is not None else []

    async def resident(self, resident_id: int) -> Resident | None:
        async with self._store.reading() as tx:
            return await claims.resident(tx, resident_id)

    async def open_claims(self, path: str) -> list[Resident]:
        async with self._store.reading() as tx:
            return await claims.open_claims(tx, path)

    async def open_owner_claims(self, path: str) -> list[OwnerClaim]:
        async with self._store.reading() as tx:
            return await owner_claims.open_claims(tx, path)

    async def message_about(self, platform_id: int, message_id: int) -> cards_shown.About | None:
        async with self._store.reading() as tx:
            return await cards_shown.message_about(tx, platform_id, message_id)


async def _case(tx: Tx, session_id: int) -> CaseFile:
    """A case file with who holds which office on its scope."""
    case = await cases.load_case(tx, session_id)
    case.offices = await people.offices(tx, case.session.scope_id)
    return case
