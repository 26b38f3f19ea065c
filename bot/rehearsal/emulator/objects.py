"""Bot API objects: the world's nouns written as the JSON Telegram sends, dates in whole seconds."""

from datetime import datetime
from typing import Any

from bot.rehearsal.emulator.keyboards import keyboard_json
from bot.rehearsal.emulator.model import (
    ADMINISTRATOR_RIGHTS,
    CHANNEL_RIGHTS,
    PERMISSIONS,
    Chat,
    Member,
    Message,
    Origin,
    StoredFile,
    User,
)
from bot.rehearsal.emulator.text import Entity


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def user_json(user: User) -> dict[str, Any]:
    return _present(
        {
            "id": user.id,
            "is_bot": user.is_bot,
            "first_name": user.first_name,
            "username": user.username,
            "language_code": user.language_code,
        }
    )


def me_json(bot: User, *, privacy_mode: bool) -> dict[str, Any]:
    return user_json(bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat_json(chat: Chat) -> dict[str, Any]:
    if chat.peer is not None:
        peer = chat.peer
        return _present({"id": chat.id, "type": chat.kind, "first_name": peer.first_name, "username": peer.username})
    return {"id": chat.id, "type": chat.kind, "title": chat.title} | ({"is_forum": True} if chat.is_forum else {})


def full_chat_json(chat: Chat) -> dict[str, Any]:
    """What getChat answers (ChatFullInfo)."""
    result = chat_json(chat) | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if chat.kind in ("group", "supergroup"):
        result["permissions"] = {permission: permission in chat.permissions for permission in PERMISSIONS}
    if chat.linked is not None:
        result["linked_chat_id"] = chat.linked.id
    if chat.pinned:
        result["pinned_message"] = message_json(chat.pinned[-1], nested=True)
    return result


def member_json(member: Member, chat: Chat) -> dict[str, Any]:
    result: dict[str, Any] = {"status": member.status, "user": user_json(member.user)}
    match member.status:
        case "creator":
            result["is_anonymous"] = member.anonymous
        case "administrator":
            rights = {right: right in member.rights for right in _rights_in(chat)}
            result |= {"can_be_edited": False, "is_anonymous": member.anonymous} | rights
        case "restricted":
            result |= {"is_member": member.inside, "until_date": seconds(member.until) if member.until else 0}
            result |= {permission: permission in member.permissions for permission in PERMISSIONS}
        case "kicked":
            result["until_date"] = seconds(member.until) if member.until else 0
        case "member" | "left":
            return result
    if member.title and member.administers:
        result["custom_title"] = member.title
    return result


def _rights_in(chat: Chat) -> tuple[str, ...]:
    if chat.kind == "channel":
        groups_only = ("can_pin_messages", "can_manage_topics")
        return tuple(right for right in ADMINISTRATOR_RIGHTS if right not in groups_only) + CHANNEL_RIGHTS
    if chat.kind == "group":
        return tuple(right for right in ADMINISTRATOR_RIGHTS if right != "can_manage_topics")
    return ADMINISTRATOR_RIGHTS


def membership_json(chat: Chat, by: User, at: datetime, old: Member, new: Member) -> dict[str, Any]:
    """A ChatMemberUpdated."""
    return {
        "chat": chat_json(chat),
        "from": user_json(by),
        "date": seconds(at),
        "old_chat_member": member_json(old, chat),
        "new_chat_member": member_json(new, chat),
    }


def message_json(message: Message, *, nested: bool = False) -> dict[str, Any]:
    """A Message as the bot sees it; a `nested` one (replied to, pinned) leaves out what it replies to."""
    result: dict[str, Any] = {
        "message_id": 0 if message.receiver else message.id,
        "date": seconds(message.sent_at),
        "chat": chat_json(message.chat),
    }
    if message.chat.kind != "channel":
        result["from"] = user_json(message.sender)
    if message.receiver is not None:
        result |= {"receiver_user": user_json(message.receiver), "ephemeral_message_id": message.id}
    if message.thread_id is not None:
        result |= {"message_thread_id": message.thread_id, "is_topic_message": True}
    elif message.reply_thread is not None:
        result["message_thread_id"] = message.reply_thread
    if message.sender_chat is not None:
        result["sender_chat"] = chat_json(message.sender_chat)
    if message.origin is not None:
        result["forward_origin"] = _origin_json(message.origin)
    if message.automatic:
        result["is_automatic_forward"] = True
    if message.album is not None:
        result["media_group_id"] = message.album
    if message.signature:
        result["author_signature"] = message.signature
    if message.edited_at is not None:
        result["edit_date"] = seconds(message.edited_at)
    if message.protected:
        result["has_protected_content"] = True
    replied = _replied(message)
    if replied is not None and not nested:
        result["reply_to_message"] = message_json(replied, nested=True)
    if message.service is not None:
        return result | message.service
    result |= _content_json(message)
    if message.keyboard:
        result["reply_markup"] = keyboard_json(message.keyboard)
    return result


def _replied(message: Message) -> Message | None:
    """What a message answers; whatever answers nothing in a topic answers the message that began the topic."""
    if message.reply_to is not None:
        return None if message.reply_to.deleted else message.reply_to
    if message.thread_id is None or message.thread_id == message.id:
        return None
    return message.chat.message(message.thread_id)


def _origin_json(origin: Origin) -> dict[str, Any]:
    result: dict[str, Any] = {"date": seconds(origin.sent_at)}
    if origin.chat is None:
        assert origin.user is not None
        return result | {"type": "user", "sender_user": user_json(origin.user)}
    signed = {"author_signature": origin.signature} if origin.signature else {}
    if origin.chat.kind == "channel":
        return result | signed | {"type": "channel", "chat": chat_json(origin.chat), "message_id": origin.message_id}
    return result | signed | {"type": "chat", "sender_chat": chat_json(origin.chat)}


def _content_json(message: Message) -> dict[str, Any]:
    body, media = message.body, message.media
    entities = [_entity_json(entity, message) for entity in body.entities]
    if media is None:
        return {"text": body.text} | ({"entities": entities} if entities else {})
    result: dict[str, Any] = {media.kind: _media_json(media)}
    if body.text:
        result["caption"] = body.text
        if entities:
            result["caption_entities"] = entities
    return result


def _entity_json(entity: Entity, message: Message) -> dict[str, Any]:
    result = _present(
        {
            "type": entity.kind,
            "offset": entity.offset,
            "length": entity.length,
            "url": entity.url,
            "language": entity.language,
            "custom_emoji_id": entity.custom_emoji_id,
        }
    )
    if entity.user_id is not None:
        member = message.chat.members.get(entity.user_id)
        user = member.user if member else message.chat.peer
        if user is None or user.id != entity.user_id:
            user = User(entity.user_id, "?")
        result["user"] = user_json(user)
    return result


def _media_json(media: StoredFile) -> list[dict[str, Any]] | dict[str, Any]:
    base = {"file_id": media.file_id, "file_unique_id": media.unique_id, "file_size": len(media.content)}
    match media.kind:
        case "photo":
            scale = max(1, max(media.width, media.height) // 90)
            small = {
                "file_id": media.thumbnail_id,
                "file_unique_id": f"{media.unique_id}s",
                "file_size": len(media.content),
                "width": max(1, media.width // scale),
                "height": max(1, media.height // scale),
            }
            return [small, base | {"width": media.width, "height": media.height}]
        case "voice":
            return base | {"duration": media.seconds, "mime_type": "audio/ogg"}
        case "document":
            return base | _present({"file_name": media.name, "mime_type": media.mime_type})


def inaccessible_json(chat: Chat, message_id: int) -> dict[str, Any]:
    return {"chat": chat_json(chat), "message_id": message_id, "date": 0}


def file_json(stored: StoredFile, file_id: str) -> dict[str, Any]:
    return {
        "file_id": file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
        "file_path": stored.path,
    }
