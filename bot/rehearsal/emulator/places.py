"""Groups and who is in them, as a script or a test arranges them.

What people say and press there is played by `people`.
"""

from collections.abc import Iterable
from typing import Literal

from bot.rehearsal.emulator import events, objects
from bot.rehearsal.emulator.acts import Act, NotPossible
from bot.rehearsal.emulator.model import USUAL_RIGHTS, Chat, Member, Message, Topic, User
from bot.rehearsal.emulator.world import World

_TOPIC_COLOUR = 0x6FB9F0


class Places:
    """The groups of one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def group(
        self,
        title: str,
        *,
        owner: User,
        members: Iterable[User] = (),
        kind: Literal["group", "supergroup"] = "supergroup",
        bot: Literal["member", "administrator", "absent"] = "administrator",
        is_forum: bool = False,
    ) -> Chat:
        """A group as it stands; the bot hears of it by being added, unless it is absent."""
        chat = self._world.add_group(title, kind, is_forum)
        chat.members[owner.id] = Member(owner, "creator")
        for user in members:
            chat.members[user.id] = Member(user, "member")
        if bot != "absent":
            self.add(chat, self._world.bot, by=owner)
        if bot == "administrator":
            self.promote(chat, self._world.bot, by=owner)
        return chat

    def add(self, chat: Chat, user: User, *, by: User | None = None) -> Act:
        """Somebody joins, by themselves or brought in by `by`; works for the bot too."""
        inviter = by or user
        updates = self._world.change_member(chat, Member(user, "member"), inviter)
        joined = [objects.user_json(user)]
        message, heard = self._world.post_service(chat, inviter, {"new_chat_members": joined})
        return Act(message, (*updates, *heard))

    def remove(self, chat: Chat, user: User, *, by: User | None = None) -> Act:
        """Somebody leaves, or is removed and banned by `by`; works for the bot too."""
        actor = by or user
        message, heard = self._world.post_service(chat, actor, {"left_chat_member": objects.user_json(user)})
        status: Literal["left", "kicked"] = "left" if actor is user else "kicked"
        updates = self._world.change_member(chat, Member(user, status), actor)
        return Act(message, (*heard, *updates))

    def promote(
        self,
        chat: Chat,
        user: User,
        *,
        by: User,
        rights: Iterable[str] = USUAL_RIGHTS,
        anonymous: bool = False,
        title: str | None = None,
    ) -> Act:
        """Make a member administrator; `anonymous` ones post in the name of the group."""
        self._require_member(chat, user)
        if anonymous and chat.kind == "group":
            raise NotPossible("only supergroups have anonymous administrators")
        member = Member(user, "administrator", frozenset(rights), anonymous, title)
        return Act(None, tuple(self._world.change_member(chat, member, by)))

    def demote(self, chat: Chat, user: User, *, by: User) -> Act:
        self._require_member(chat, user)
        return Act(None, tuple(self._world.change_member(chat, Member(user, "member"), by)))

    def let_members_send(self, chat: Chat, allowed: bool) -> None:
        """Open or close the chat to everybody who is no administrator, the bot included."""
        chat.members_may_send = allowed

    def topic(self, chat: Chat, name: str, *, by: User) -> Topic:
        """A new topic of a forum."""
        if not chat.is_forum:
            raise NotPossible(f"{chat.title} has no topics")
        created = {"forum_topic_created": {"name": name, "icon_color": _TOPIC_COLOUR}}
        thread_id = chat.last_message_id + 1
        self._world.post_service(chat, by, created, thread_id)
        topic = chat.topics[thread_id] = Topic(thread_id, name)
        return topic

    def close_topic(self, chat: Chat, thread_id: int, *, closed: bool = True) -> None:
        chat.topics[thread_id].closed = closed

    def migrate(self, chat: Chat, *, by: User) -> Chat:
        """Upgrade a group to a supergroup: a new id, new message ids, two service messages."""
        if chat.kind != "group":
            raise NotPossible(f"{chat.title} is a supergroup already")
        new = self._world.add_group(chat.title or "", "supergroup")
        new.members = dict(chat.members)
        self._world.post_service(chat, by, {"migrate_to_chat_id": new.id})
        chat.migrated_to = new
        self._world.tell(events.Migrated(self._world.now(), chat.id, new.id))
        self._world.post_service(new, by, {"migrate_from_chat_id": chat.id})
        return new

    def delete(self, chat: Chat) -> None:
        """The owner deletes the group for everybody; no update tells of it."""
        chat.deleted = True

    def last_message(self, chat: Chat) -> Message | None:
        """The newest message that still stands."""
        return next((m for m in reversed(chat.messages.values()) if not m.deleted), None)

    def _require_member(self, chat: Chat, user: User) -> None:
        if not chat.member(user).present:
            raise NotPossible(f"{user.first_name} is not in {chat.title}")
