"""Arranges a story before it begins: the groups, the community, its roll, who lives where, who holds which office.

Everything goes through the clerk's door as an act of somebody who may do it, never behind the bot's back; what
people then say and press is left to `runner`.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.house import Chat as HouseChat
from bot.deliberation.house import Scope
from bot.deliberation.refusal import Refused
from bot.rehearsal.cast import Cast
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.emulator import Chat, User
from bot.rehearsal.running import RunningBot
from bot.rehearsal.script import RollLine
from bot.storage import chats
from bot.storage.reader import Reader

OPERATOR_CODE = "rehearsal"


class NotArranged(Exception):
    """What the script asks for cannot be had: `str()` says what was refused."""


async def arrange(cast: Cast, conductor: Conductor, bot: RunningBot) -> None:
    """Bring about what the script says was so before its first step."""
    cast.found_groups()
    await conductor.rest()
    for name, user in cast.people.items():
        setting = cast.script.people.get(name)
        if not user.is_bot and (setting is None or setting.started):
            cast.emulator.people.start(user)
            # one by one: in whose order the bot met them must be the same every time
            await conductor.rest()
    if cast.script.community is not None:
        await _Arrangement(cast, bot, conductor.now).make()
        await conductor.rest()


class _Arrangement:
    """The acts that make a community, each by the person who may do it."""

    def __init__(self, cast: Cast, bot: RunningBot, now: datetime) -> None:
        self._cast, self._bot, self._now = cast, bot, now
        self._script = cast.script

    async def make(self) -> None:
        await self._set_up()
        await self._appoint()
        await self._register()

    async def _set_up(self) -> None:
        setting = self._script.community
        assert setting is not None
        owner = self._cast.owner
        code = "" if setting.self_run else OPERATOR_CODE
        for title, group in self._cast.groups.items():
            first = group is self._cast.first_group
            act = acts.SetUp(
                (await self._house_chat(group)).id,
                setting.name if first else title,
                setting.timezone,
                setting.locale,
                code,
            )
            await self._take(act, owner, group)

    async def _appoint(self) -> None:
        community = await self._community_id()
        for name, person in self._script.people.items():
            if person.role is not None:
                scope = "" if self._script.community and person.scope == self._script.community.name else person.scope
                grant = acts.GrantRole(community, str(self._cast.people[name].id), person.role, scope)
                await self._take(grant, self._cast.owner, self._cast.first_group)

    async def _register(self) -> None:
        """The roll as CSV, then everybody's door: asked for in private, confirmed by the owner."""
        lines = (*self._script.roll, *self._script.households_filled())
        if not lines:
            return
        owner, group, community = self._cast.owner, self._cast.first_group, await self._community_id()
        await self._take(acts.ImportRoll(community, _csv(lines)), owner, group)
        scope = await self._scope()
        named = {line.household or line.unit: line.representative for line in lines}
        for name, door, relation in self._doors():
            user = self._cast.people[name]
            await self._take(
                acts.ClaimDoor(community, door, relation), user, self._cast.emulator.people.private_chat(user)
            )
            (claim,) = await Reader(self._bot.store).open_claims(scope.path)
            votes = named[door] == name
            person = self._script.people.get(name)
            settle = acts.SeatOwner(claim.id, votes) if person and person.owner else None
            await self._take(settle or acts.SettleClaim(claim.id, True, votes), owner, group)

    def _doors(self) -> Iterable[tuple[str, str, Literal["owner", "tenant", "family"]]]:
        """Who belongs to which door, and as what."""
        for name, person in self._script.people.items():
            if person.binds:
                yield name, person.binds, "owner"
            elif person.tenant:
                yield name, person.tenant, "tenant"
            elif person.family:
                yield name, person.family, "family"
        for line in self._script.households_filled():
            yield line.representative, line.unit, "owner"

    async def _take(self, act: acts.Act, user: User, chat: Chat) -> None:
        sender = Sender(user.id, user.first_name, user.username or "", user.language_code or "")
        where = Where(chat.id, kind=chat.kind, title=chat.title or "")
        member = "" if chat.is_private else chat.member(user).status
        try:
            answer = await self._bot.take(Submission(act, sender, self._now, where, press=True, member=member))
        except Refused as refused:
            raise NotArranged(f"{type(act).__name__}: {refused.refusal.key} {dict(refused.refusal.params)}") from None
        if answer.key.endswith("-refused"):
            raise NotArranged(f"{type(act).__name__}: {answer.key} {dict(answer.params)}")

    async def _house_chat(self, chat: Chat) -> HouseChat:
        async with self._bot.store.reading() as tx:
            found = await chats.chat_by_platform(tx, chat.id, 0)
        if found is None:
            raise NotArranged(f"the bot has not heard of the group {chat.title}")
        return found

    async def _community_id(self) -> int:
        found = await self._house_chat(self._cast.first_group)
        return found.community_id or 0

    async def _scope(self) -> Scope:
        found = await self._house_chat(self._cast.first_group)
        scope = await Reader(self._bot.store).scope(found.scope_id or 0)
        assert scope is not None
        return scope


def _csv(lines: Iterable[RollLine]) -> str:
    """The lines as people would type them; columns nobody has filled in are left out."""
    made = [
        {
            "unit": x.unit, "household": x.household or ("" if x.unsold else x.unit), "area": x.area, "owner": x.owner,
            "representative": x.representative, "building": x.building, "co-owners": x.co_owners, "voter": x.voter,
            "unsold": "yes" if x.unsold else "", "adults": "" if x.residents is None else str(x.residents),
            "delegate": x.delegate,
        }
        for x in lines
    ]  # fmt: skip
    used = [name for name in made[0] if any(row[name] for row in made)]
    return "\n".join([",".join(used), *(",".join(row[name] for name in used) for row in made)])
