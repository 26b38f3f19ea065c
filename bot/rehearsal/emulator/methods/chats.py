"""Asking about chats and their members, and leaving them; fetching files."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.files import DOWNLOAD_LIMIT_BYTES
from bot.rehearsal.emulator.methods.reach import named_chat, open_chat
from bot.rehearsal.emulator.model import Chat, Member
from bot.rehearsal.emulator.objects import file_json, full_chat_json, member_json
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.world import World


def get_chat(world: World, call: Call) -> dict[str, Any]:
    return full_chat_json(_visible_chat(world, call))


def get_chat_member(world: World, call: Call) -> dict[str, Any]:
    chat = _visible_chat(world, call)
    user_id = call.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    user = world.users.get(user_id)
    if user is None:
        raise bad_request("user not found")
    if chat.is_private:
        inside = user in (chat.peer, world.bot)
        return member_json(Member(user, "member" if inside else "left"), chat)
    return member_json(chat.member(user), chat)


def get_chat_administrators(world: World, call: Call) -> list[dict[str, Any]]:
    chat = open_chat(world, call)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        member_json(member, chat)
        for member in chat.members.values()
        if member.administers and (not member.user.is_bot or member.user is world.bot)
    ]


def get_chat_member_count(world: World, call: Call) -> int:
    chat = open_chat(world, call)
    return 2 if chat.is_private else sum(member.present for member in chat.members.values())


def leave_chat(world: World, call: Call) -> bool:
    chat = open_chat(world, call)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    world.change_member(chat, Member(world.bot, "left"), world.bot)
    return True


def get_file(world: World, call: Call) -> dict[str, Any]:
    file_id = call.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = world.files.get(file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > DOWNLOAD_LIMIT_BYTES:
        raise bad_request("file is too big")
    return file_json(stored, file_id)


def _visible_chat(world: World, call: Call) -> Chat:
    """A person who has blocked the bot can still be looked up; a group the bot has left cannot."""
    chat = named_chat(world, call)
    return chat if chat.is_private else open_chat(world, call)


METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "getFile": get_file,
}
