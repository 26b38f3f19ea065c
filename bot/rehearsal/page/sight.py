"""What one person sees in their chats, as plain data for JSON.

Texts stay texts: the page puts them on the screen as such. Moments are seconds since 1970.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from bot.rehearsal.emulator import Button, Chat, Emulator, Message, User
from bot.rehearsal.emulator.events import author
from bot.rehearsal.emulator.text import Entity

LAST = 300
"""Messages of a chat that are shown; the page is for an hour, not for an archive."""
_MENU_SCOPES = {
    "private": ("chat", "all_private_chats", "default"),
    "administrator": ("chat_administrators", "chat", "all_chat_administrators", "all_group_chats", "default"),
    "member": ("chat", "all_group_chats", "default"),
}
"""The scopes of command lists in the order the Bot API resolves them, the nearest first."""


def chats_of(emulator: Emulator, user: User) -> Iterator[Chat]:
    """The groups somebody is in, then their private chat with the bot."""
    for chat in emulator.chats.values():
        if not chat.is_private and chat.member(user).present and chat.migrated_to is None and not chat.deleted:
            yield chat
    yield emulator.people.private_chat(user)


def sees(user: User, chat: Chat) -> bool:
    return chat.peer is user if chat.is_private else chat.member(user).present


def chat_json(emulator: Emulator, chat: Chat, user: User) -> dict[str, Any]:
    mine = [message for (receiver, _), message in chat.ephemeral.items() if receiver == user.id]
    standing = sorted([*(m for m in chat.messages.values() if not m.deleted), *mine], key=lambda m: m.sent_at)
    return {
        "id": chat.id,
        "title": chat.title or emulator.bot.first_name,
        "private": chat.is_private,
        "members": sum(member.present for member in chat.members.values()),
        "pinned": [message.id for message in chat.pinned],
        "messages": [message_json(emulator, message) for message in standing[-LAST:]],
        "commands": commands_for(emulator, chat, user),
    }


def message_json(emulator: Emulator, message: Message) -> dict[str, Any]:
    """One message. What only one person sees has an id below zero, for it is numbered apart from the others."""
    reply = message.reply_to
    return {
        "id": -message.id if message.receiver else message.id,
        "alone": message.receiver is not None,
        "chat": message.chat.id,
        "at": message.sent_at.timestamp(),
        "from": message.sender.id,
        "name": author(message),
        "bot": message.sender is emulator.bot,
        "text": message.text,
        "entities": [_entity_json(entity) for entity in message.body.entities],
        "rows": [[_button_json(button) for button in row] for row in message.keyboard],
        "media": message.media.kind if message.media else None,
        "file": message.media.file_id if message.media else None,
        "reply": None if reply is None else {"id": reply.id, "name": author(reply), "text": reply.text[:120]},
        "edited": message.edited_at is not None,
        "service": _service_json(message.service),
    }


def _entity_json(entity: Entity) -> dict[str, Any]:
    return {"kind": entity.kind, "offset": entity.offset, "length": entity.length, "url": entity.url}


def _button_json(button: Button) -> dict[str, Any]:
    return {"text": button.text, "data": button.callback_data, "url": button.url}


def _service_json(service: dict[str, Any] | None) -> dict[str, Any] | None:
    """What happened, and to whom: the page says it in its own words."""
    if service is None:
        return None
    ((kind, value),) = service.items()
    people: Sequence[dict[str, Any]] = {"new_chat_members": value, "left_chat_member": [value]}.get(kind, [])
    return {"kind": kind, "names": [person["first_name"] for person in people]}


def commands_for(emulator: Emulator, chat: Chat, user: User) -> list[dict[str, str]]:
    """The bot's menu as this person's client shows it in this chat."""
    kind = "private" if chat.is_private else "administrator" if chat.member(user).administers else "member"
    language = (user.language_code or "")[:2]
    for scope in _MENU_SCOPES[kind]:
        named: dict[str, Any] = {"type": scope} | ({"chat_id": chat.id} if scope.startswith("chat") else {})
        for code in (language, ""):
            found = emulator.commands.get((json.dumps(named, sort_keys=True), code))
            if found is not None:
                return found
    return []


def picture_of(emulator: Emulator, user: User, file_id: str) -> bytes | None:
    """A picture in one of somebody's chats; None where they see none of that id."""
    for chat in chats_of(emulator, user):
        for message in chat.messages.values():
            if message.media is not None and message.media.kind == "photo" and message.media.file_id == file_id:
                return message.media.content
    return None
