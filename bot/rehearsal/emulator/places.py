"""Groups and channels and who is in them, as a script or a test arranges them.

What people say and press there is played by `people`.
"""

from collections.abc import Iterable
from typing import Literal

from bot.rehearsal.emulator import objects, topics
from bot.rehearsal.emulator.acts import Act, NotPossible
from bot.rehearsal.emulator.migration import migrate
from bot.rehearsal.emulator.model import (
    GENERAL_THREAD_ID,
    USUAL_PERMISSIONS,
    USUAL_RIGHTS,
    Chat,
    Member,
    Message,
    Topic,
    User,
)
from bot.rehearsal.emulator.world import World


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
        self.permit(chat, USUAL_PERMISSIONS if allowed else ())

    def permit(self, chat: Chat, permissions: Iterable[str]) -> None:
        """What everybody may do who is no administrator, as Bot API permissions; no update tells of it."""
        chat.permissions = frozenset(permissions)

    def restrict(self, chat: Chat, user: User, *, by: User, permissions: Iterable[str] = ()) -> Act:
        """Leave a member no more than these permissions, until somebody changes it; works for the bot too."""
        if chat.kind != "supergroup":
            raise NotPossible("only supergroups restrict single members")
        member = chat.member(user)
        restricted = Member(user, "restricted", permissions=frozenset(permissions), inside=member.present)
        return Act(None, tuple(self._world.change_member(chat, restricted, by)))

    # Topics

    def topic(self, chat: Chat, name: str, *, by: User) -> Topic:
        """A new topic of a forum."""
        if not chat.is_forum:
            raise NotPossible(f"{chat.title} has no topics")
        return topics.begin(self._world, chat, name, by)[0]

    def close_topic(self, chat: Chat, thread_id: int, *, closed: bool = True, by: User | None = None) -> Act:
        """Close or reopen a topic (1 is General); the owner does it where nobody is named."""
        topic = self._topic(chat, thread_id)
        message, updates = topics.shut(self._world, chat, topic, by or _owner(chat), closed=closed)
        return Act(message, tuple(updates))

    def rename_topic(self, chat: Chat, thread_id: int, name: str, *, by: User | None = None) -> Act:
        message, updates = topics.rename(self._world, chat, self._topic(chat, thread_id), name, by or _owner(chat))
        return Act(message, tuple(updates))

    def delete_topic(self, chat: Chat, thread_id: int, *, by: User | None = None) -> None:
        """Delete a topic and all that was said in it; no update tells of it."""
        if thread_id == GENERAL_THREAD_ID:
            raise NotPossible("General cannot be deleted")
        topics.end(self._world, chat, self._topic(chat, thread_id), by or _owner(chat))

    def hide_general(self, chat: Chat, *, hidden: bool = True, by: User | None = None) -> Act:
        message, updates = topics.hide(self._world, chat, by or _owner(chat), hidden=hidden)
        return Act(message, tuple(updates))

    # Channels

    def channel(
        self,
        title: str,
        *,
        owner: User,
        members: Iterable[User] = (),
        discussion: Chat | None = None,
        bot: Literal["administrator", "absent"] = "absent",
        rights: Iterable[str] = ("can_post_messages", "can_edit_messages", "can_delete_messages"),
    ) -> Chat:
        """A channel; what is posted there appears in its discussion group too. Bots are in it as administrators."""
        chat = self._world.add_group(title, "channel")
        chat.members[owner.id] = Member(owner, "creator")
        for user in members:
            chat.members[user.id] = Member(user, "member")
        if discussion is not None:
            if discussion.kind != "supergroup" or discussion.linked is not None:
                raise NotPossible("a discussion group is a supergroup that has no channel yet")
            chat.linked, discussion.linked = discussion, chat
        if bot == "administrator":
            member = Member(self._world.bot, "administrator", frozenset({"can_manage_chat", *rights}))
            self._world.change_member(chat, member, owner)
        return chat

    def migrate(self, chat: Chat, *, by: User) -> Chat:
        """Upgrade a group to a supergroup: a new id, new message ids, two service messages."""
        if chat.kind != "group":
            raise NotPossible(f"{chat.title} is no basic group")
        return migrate(self._world, chat, by)

    def delete(self, chat: Chat) -> None:
        """The owner deletes the group for everybody; no update tells of it."""
        chat.deleted = True

    def last_message(self, chat: Chat) -> Message | None:
        """The newest message that still stands."""
        return next((m for m in reversed(chat.messages.values()) if not m.deleted), None)

    def _topic(self, chat: Chat, thread_id: int) -> Topic:
        topic = chat.general if thread_id == GENERAL_THREAD_ID else chat.topics.get(thread_id)
        if not chat.is_forum or topic is None:
            raise NotPossible(f"{chat.title} has no topic {thread_id}")
        return topic

    def _require_member(self, chat: Chat, user: User) -> None:
        if not chat.member(user).present:
            raise NotPossible(f"{user.first_name} is not in {chat.title}")


def _owner(chat: Chat) -> User:
    return next(member.user for member in chat.members.values() if member.status == "creator")
