"""Arranges a story before it begins: the groups, the community, its roll, who lives where, who holds which office.

Everything goes through the clerk's door as an act of somebody who may do it, never behind the bot's back; what
people then say and press is left to `runner`.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Literal

from bot.clerk import register
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.house import Chat as HouseChat
from bot.deliberation.house import Scope
from bot.deliberation.refusal import Refused
from bot.rehearsal.cast import Cast
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.emulator import Chat, User
from bot.rehearsal.running import RunningBot
from bot.rehearsal.script import GroupSetting, RollLine
from bot.storage import chats
from bot.storage import scopes as tree
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
        paths = [tuple(line.items()) for line in self._script.tree]
        if paths:
            await self._bot.work(lambda tx, office: tree.ensure_tree(tx, paths, office.next_id))
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
            its_own = self._script.groups.get(title, GroupSetting()).at
            for stands in filter(None, (setting.at if first else "", its_own)):
                house, scope = await self._house_chat(group), await self._scope_named(stands)
                await self._take(acts.Belong(house.id, scope.id, OPERATOR_CODE), owner, group)

    async def _appoint(self) -> None:
        community = await self._community_id()
        streets = {line["street"] for line in self._script.tree if "street" in line}
        for name, person in self._script.people.items():
            for role in (person.role, *person.roles) if person.role else person.roles:
                if person.scope in streets:
                    who, way = str(self._cast.people[name].id), [person.scope]
                    await self._bot.work(partial(register.appoint, way=way, who=who, role=role, at=self._now))
                    continue
                scope = "" if self._script.community and person.scope == self._script.community.name else person.scope
                grant = acts.GrantRole(community, str(self._cast.people[name].id), role, scope)
                await self._take(grant, self._cast.owner, self._cast.first_group)

    async def _register(self) -> None:
        """Every roll as CSV, then the door of everybody on it."""
        for title, lines in self._script.rolls().items():
            group = self._cast.groups[title]
            community = (await self._house_chat(group)).community_id or 0
            await self._take(acts.ImportRoll(community, _csv(lines)), self._cast.owner, group)
            await self._bind(community, group, lines)

    async def _bind(self, community: int, group: Chat, lines: tuple[RollLine, ...]) -> None:
        """Everybody's door: asked for in private, confirmed by the owner."""
        owner = self._cast.owner
        scope = await self._scope_of(community)
        named = {line.household or line.unit: line.representative for line in lines}
        for name, door, relation in self._doors():
            if door not in named:
                continue
            user = self._cast.people[name]
            await self._take(
                acts.ClaimDoor(community, door, relation), user, self._cast.emulator.people.private_chat(user)
            )
            (claim,) = await Reader(self._bot.store).open_claims(scope.path)
            votes = named[door] == name
            person = self._script.people.get(name)
            settle = acts.SeatOwner(claim.id, votes) if person and person.owner else None
            await self._take(settle or acts.SettleClaim(claim.id, True, votes), owner, group)
        await self._seat_owners(scope)

    async def _seat_owners(self, scope: Scope) -> None:
        """Who votes for owners of units in which nobody lives: asked for in private, confirmed by the owner."""
        community = await self._community_id()
        for name, person in self._script.people.items():
            if person.votes_for:
                user = self._cast.people[name]
                private = self._cast.emulator.people.private_chat(user)
                await self._take(acts.ClaimDoor(community, person.votes_for, "owner"), user, private)
                (asked,) = await Reader(self._bot.store).open_owner_claims(scope.path)
                await self._take(acts.SettleOwner(asked.id, True), self._cast.owner, self._cast.first_group)

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

    async def _scope_of(self, community_id: int) -> Scope:
        reader = Reader(self._bot.store)
        community = await reader.community(community_id)
        scope = await reader.scope(community.scope_id) if community else None
        assert scope is not None
        return scope

    async def _scope_named(self, name: str) -> Scope:
        async with self._bot.store.reading() as tx:
            named = [one for one in await tree.scopes_below(tx, "/") if one.name == name]
        if not named:
            raise NotArranged(f"the tree has no {name}")
        return named[0]


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
