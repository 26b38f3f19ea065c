"""Where an act of the house stands: who does it, in which chat, for which community, with which roles."""

from dataclasses import dataclass
from typing import Any

from bot.clerk.office import Office
from bot.clerk.submission import Submission
from bot.deliberation.desk import JournalEntry, Owed, Urgency
from bot.deliberation.house import Chat, Person, Scope
from bot.deliberation.minutes.journal import community_chain
from bot.deliberation.model import Community
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import MODERATING, keeps_house
from bot.storage import chats, journal, owing, people, scopes
from bot.storage.store import Tx

PENDING = "pending"
"""The round somebody without a household wanted to vote in: asked again once they are bound."""
KEPT = "kept"
"""Words said in reply to a card, until a button says what they mean."""


def pending_of(person: Person) -> dict[str, Any]:
    """What of `awaiting` outlives the next question."""
    return {name: person.awaiting[name] for name in (PENDING, KEPT) if name in person.awaiting}


@dataclass(slots=True)
class Standpoint:
    """`community` is None where the chat has none, or where a person belongs to several."""

    tx: Tx
    office: Office
    submission: Submission
    person: Person
    chat: Chat | None = None
    community: Community | None = None

    async def owe(self, owed: Owed) -> None:
        await owing.owe(self.tx, [owed], self.submission.at, self.office.next_id)

    async def tell(self, person_id: int, card: str, urgency: Urgency = Urgency.REPLY, **args: Any) -> None:
        await self.owe(Owed("post", card, args, person_id=person_id, urgency=urgency))

    async def ask_again(self, person: Person) -> None:
        """Show the card again on which a press had to wait for the binding."""
        if PENDING in person.awaiting:
            await self.tell(person.id, "round", round=person.awaiting[PENDING])
            await people.set_awaiting(self.tx, person.id, {})

    async def record(self, kind: str, public: dict[str, Any], **content: Any) -> None:
        """Enter an act in the minutes of the community."""
        if self.community is not None:
            entry = JournalEntry(kind, self.submission.at, public, {"person": self.person.id, **content})
            await journal.append(self.tx, [(community_chain(self.community.id), entry)], self.office.salt)

    async def need_community(self, community_id: int = 0) -> tuple[Community, Scope]:
        """The community an act is about: the one it names, else that of the chat. Raises `Refused` without one."""
        if community_id and (self.community is None or self.community.id != community_id):
            self.community = await scopes.community(self.tx, community_id)
        if self.community is None:
            raise Refused("chat-not-set-up")
        scope = await scopes.scope(self.tx, self.community.scope_id)
        assert scope is not None
        return self.community, scope

    async def roles(self, path: str) -> frozenset[str]:
        held = await people.roles_of(self.tx, [self.person.id])
        return people.roles_at(held[self.person.id], path)

    async def moderators(self) -> list[int]:
        _, scope = await self.need_community()
        return await people.holders(self.tx, scope.path, MODERATING)

    async def need_moderator(self, community_id: int = 0) -> tuple[Community, Scope]:
        """The community, for somebody who moderates it; raises `Refused` for everybody else."""
        community, scope = await self.need_community(community_id)
        if not keeps_house(await self.roles(scope.path)):
            raise Refused("not-moderator")
        return community, scope


async def standpoint(tx: Tx, office: Office, submission: Submission, person: Person) -> Standpoint:
    """The chat and community of a submission; in private, the community a person belongs to if it is only one."""
    where = submission.where
    if not where.private:
        chat = await chats.chat_by_platform(tx, where.platform_id, where.thread_id)
        community = await scopes.community(tx, chat.community_id) if chat and chat.community_id else None
        return Standpoint(tx, office, submission, person, chat, community)
    homes = await scopes.communities_of_person(tx, person.id)
    return Standpoint(tx, office, submission, person, None, homes[0] if len(homes) == 1 else None)
