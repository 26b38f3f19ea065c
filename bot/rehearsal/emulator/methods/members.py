"""Restricting, banning and unbanning members, and what members may do at all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.methods.reach import open_chat
from bot.rehearsal.emulator.model import PERMISSIONS, Chat, Member
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.world import World

SHORTEST, LONGEST = timedelta(seconds=30), timedelta(days=366)
_MEDIA = frozenset(PERMISSIONS[:7])
_IMPLIED = {
    "can_send_other_messages": _MEDIA,
    "can_add_web_page_previews": _MEDIA,
    "can_send_polls": frozenset({"can_send_messages"}),
}
_NO_RIGHT = "not enough rights to restrict/unrestrict chat member"


def restrict_chat_member(world: World, call: Call) -> bool:
    permissions = _permissions(call)
    chat = open_chat(world, call)
    if chat.kind != "supergroup":
        raise bad_request("method is available only in supergroups")
    member = _target(world, chat, call)
    if permissions >= frozenset(PERMISSIONS[:10]):
        changed = Member(member.user, "member" if member.present else "left")
    else:
        changed = Member(
            member.user, "restricted", permissions=permissions, inside=member.present, until=_until(world, call)
        )
    if changed != member:
        world.change_member(chat, changed, world.bot)
    return True


def ban_chat_member(world: World, call: Call) -> bool:
    chat = open_chat(world, call)
    if chat.is_private:
        raise bad_request("can't ban members in private chats")
    member = _target(world, chat, call)
    until = None if chat.kind == "group" else _until(world, call)
    if member.status != "kicked":
        world.change_member(chat, Member(member.user, "kicked", until=until), world.bot)
    else:
        chat.members[member.user.id] = replace(member, until=until)
    return True


def unban_chat_member(world: World, call: Call) -> bool:
    """Lift a ban; without `only_if_banned` a member is put out, as the documents warn."""
    chat = open_chat(world, call)
    if chat.kind not in ("supergroup", "channel"):
        raise bad_request("method is available for supergroup and channel chats only")
    member = _target(world, chat, call)
    if member.status == "kicked" or (member.present and not call.flag("only_if_banned")):
        world.change_member(chat, Member(member.user, "left"), world.bot)
    return True


def set_chat_permissions(world: World, call: Call) -> bool:
    permissions = _permissions(call)
    chat = open_chat(world, call)
    if chat.kind not in ("group", "supergroup"):
        raise bad_request(f"can't change {chat.kind} chat permissions")
    if not chat.member(world.bot).may("can_restrict_members"):
        raise bad_request("not enough rights to change chat permissions")
    if permissions == chat.permissions:
        raise bad_request("CHAT_NOT_MODIFIED")
    chat.permissions = permissions
    return True


def _target(world: World, chat: Chat, call: Call) -> Member:
    user_id = call.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    user = world.users.get(user_id)
    if user is None:
        raise bad_request("user not found")
    if user is world.bot:
        raise bad_request("can't restrict self")
    member = chat.member(user)
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if not chat.member(world.bot).may("can_restrict_members"):
        raise bad_request("CHAT_ADMIN_REQUIRED" if chat.kind == "group" else _NO_RIGHT)
    if member.status == "administrator":
        raise bad_request("user is an administrator of the chat")
    return member


def _permissions(call: Call) -> frozenset[str]:
    given = call.structure("permissions", "permissions")
    if not isinstance(given, dict):
        raise bad_request("can't parse permissions JSON object")
    for name in PERMISSIONS:
        if not isinstance(given.get(name, False), bool):
            raise bad_request(f'can\'t parse chat permissions: Field "{name}" must be of type Boolean')
    wanted = {name for name in PERMISSIONS if given.get(name)}
    for name, follows in (("can_manage_topics", "can_pin_messages"), ("can_react_to_messages", "can_send_messages")):
        if name not in given and given.get(follows):
            wanted.add(name)
    if not call.flag("use_independent_chat_permissions"):
        for name, implied in _IMPLIED.items():
            wanted |= implied if name in wanted else frozenset()
    return frozenset(wanted)


def _until(world: World, call: Call) -> datetime | None:
    """When a restriction ends; what is too near or too far means never."""
    asked = call.integer("until_date")
    if asked <= 0:
        return None
    until = datetime.fromtimestamp(asked, UTC)
    return until if SHORTEST <= until - world.now() <= LONGEST else None


METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    "restrictChatMember": restrict_chat_member,
    "banChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
    "setChatPermissions": set_chat_permissions,
}
