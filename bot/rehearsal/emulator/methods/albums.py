"""Albums and the exchange of a message's file: sendMediaGroup, editMessageMedia. Photos and documents are played."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from bot.rehearsal.emulator.calls import Call
from bot.rehearsal.emulator.files import take_file
from bot.rehearsal.emulator.methods.content import markup, media_caption
from bot.rehearsal.emulator.methods.editing import edit, editable
from bot.rehearsal.emulator.methods.reach import open_chat
from bot.rehearsal.emulator.methods.sending import deliver, new_draft, prepare
from bot.rehearsal.emulator.model import StoredFile
from bot.rehearsal.emulator.objects import message_json
from bot.rehearsal.emulator.refusals import ApiRefusal, bad_request
from bot.rehearsal.emulator.text import FormattedText
from bot.rehearsal.emulator.world import World

ALBUM_LIMIT = 10
_OTHER_KINDS = frozenset({"animation", "audio", "live_photo", "video"})

_Kind = Literal["photo", "document"]
_PLAYED: Mapping[str, _Kind] = {"photo": "photo", "document": "document"}


def send_media_group(world: World, call: Call) -> list[dict[str, Any]]:
    """Two to ten photos, or as many documents; a single one goes as an ordinary message.

    An album counts as one post towards the flood limits, which is a guess.
    """
    listed = call.structure("media", "media")
    if not isinstance(listed, list):
        raise bad_request("can't parse media JSON object")
    items = [_item(value) for value in listed]
    chat = open_chat(world, call)
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > ALBUM_LIMIT:
        raise bad_request("too many messages to send as an album")
    if len({kind for kind, _, _ in items}) > 1:
        raise bad_request("Document can't be mixed with other media types")
    album = world.next_album() if len(items) > 1 else None
    drafts = []
    for kind, media, caption in items:
        draft = new_draft(world, call.without("reply_markup"))
        draft.body, draft.media, draft.album = caption, take_file(world, call, kind, media), album
        prepare(world, call, chat, draft)
        drafts.append(draft)
    world.flood.admit(chat.id, is_group=not chat.is_private, now=world.now())
    return [message_json(deliver(world, chat, draft)) for draft in drafts]


def edit_message_media(world: World, call: Call) -> dict[str, Any]:
    """Put another photo or document, or one instead of a text, into a message of the bot's."""
    keyboard = markup(call).keyboard
    kind, media, caption = _item(call.structure("media", "InputMedia"))
    message = editable(world, call)
    if message.media is not None and message.media.kind == "voice":
        raise bad_request("message media can't be edited")
    if message.album is not None and message.media is not None and message.media.kind != kind:
        raise bad_request("message media can't be edited")
    file: StoredFile = take_file(world, call, kind, media)
    return edit(world, message, caption, keyboard, file)


def _item(value: Any) -> tuple[_Kind, str, FormattedText]:
    """One InputMedia: its kind, where its file is, its caption."""
    if not isinstance(value, dict):
        raise _unparsable("expected an Object")
    caption = media_caption(value)
    kind = value.get("type")
    if not isinstance(kind, str):
        raise _unparsable('can\'t find field "type"')
    if kind in _OTHER_KINDS:
        raise bad_request(f"{kind} messages are not played by this emulator")
    played = _PLAYED.get(kind)
    if played is None:
        raise _unparsable(f'type "{kind}" is unsupported')
    media = value.get("media")
    if not isinstance(media, str) or not media:
        raise _unparsable("media not found")
    return played, media, caption


def _unparsable(words: str) -> ApiRefusal:
    return bad_request(f"can't parse InputMedia: {words}")


METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    "sendMediaGroup": send_media_group,
    "editMessageMedia": edit_message_media,
}
