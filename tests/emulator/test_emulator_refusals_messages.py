"""What Telegram refuses of albums, forwards, copies, deletions and edits: over HTTP, in its words."""

from collections.abc import Callable
from typing import Any

import pytest

from emulator.cases import Case, in_yard, refused
from emulator.town import Town, keyboard, picture

PHOTO = {"type": "photo", "media": "attach://p"}


def media(*items: Any, **parameters: Any) -> Callable[[Town], dict[str, Any]]:
    return in_yard(media=list(items), **parameters)


ALBUMS: dict[str, Case] = {
    "no list": ("sendMediaGroup", in_yard(media="[["), "can't parse media JSON object"),
    "nothing": ("sendMediaGroup", media(), "there are no messages to send"),
    "eleven": ("sendMediaGroup", media(*[PHOTO] * 11), "too many messages to send as an album"),
    "a mixture": (
        "sendMediaGroup",
        media(PHOTO, {"type": "document", "media": "attach://p"}),
        "Document can't be mixed with other media types",
    ),
    "no type": ("sendMediaGroup", media({"media": "x"}), "can't parse InputMedia: can't find field \"type\""),
    "a sticker": (
        "sendMediaGroup",
        media({"type": "sticker", "media": "x"}),
        'can\'t parse InputMedia: type "sticker" is unsupported',
    ),
    "no file": ("sendMediaGroup", media({"type": "photo"}), "can't parse InputMedia: media not found"),
    "a file that did not come": ("sendMediaGroup", media(PHOTO), "there is no photo in the request"),
    "a long caption": (
        "sendMediaGroup",
        media(PHOTO | {"caption": "字" * 1025}),
        "message caption is too long",
    ),
}


def about(**parameters: Any) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"chat_id": town.neighbour.id, "from_chat_id": town.yard.id} | parameters


def of_service(town: Town) -> dict[str, Any]:
    act = town.emulator.places.add(town.yard, town.stranger)
    assert act.message is not None
    return about(message_id=act.message.id)(town)


LEAVING: dict[str, Case] = {
    "forwarding nothing": ("forwardMessage", about(message_id=999), "message to forward not found"),
    "copying nothing": ("copyMessage", about(message_id=999), "message to copy not found"),
    "forwarding from nowhere": ("forwardMessage", about(from_chat_id=5, message_id=1), "chat not found"),
    "forwarding a service message": ("forwardMessage", of_service, "the message can't be forwarded"),
    "copying a service message": ("copyMessage", of_service, "the message can't be copied"),
    "no ids": ("copyMessages", about(message_ids=[]), "message identifiers are not specified"),
    "101 ids": (
        "copyMessages",
        about(message_ids=list(range(1, 102))),
        "too many message identifiers specified",
    ),
    "ids out of order": (
        "forwardMessages",
        about(message_ids=[3, 2]),
        "message identifiers must be in a strictly increasing order",
    ),
    "ids of nothing": ("copyMessages", about(message_ids=[998, 999]), "there are no messages to copy"),
    "deleting by no ids": ("deleteMessages", in_yard(message_ids=[]), "message identifiers are not specified"),
    "deleting by a wrong id": ("deleteMessages", in_yard(message_ids=[-1]), "invalid message identifier specified"),
}


@pytest.mark.parametrize("case", ALBUMS.values(), ids=ALBUMS.keys())
async def test_albums_are_read_strictly(town: Town, case: Case) -> None:
    await refused(town, case)


@pytest.mark.parametrize("case", LEAVING.values(), ids=LEAVING.keys())
async def test_what_cannot_leave_or_go_stays(town: Town, case: Case) -> None:
    await refused(town, case)


async def test_one_message_that_cannot_be_deleted_keeps_them_all(town: Town) -> None:
    town.emulator.places.promote(town.yard, town.emulator.bot, by=town.owner, rights=["can_pin_messages"])
    mine = await town.sent(town.yard)
    theirs = town.emulator.people.say(town.neighbour, town.yard, "大家好").message
    assert theirs is not None
    response = await town.raw("deleteMessages", chat_id=town.yard.id, message_ids=[mine.id, 998, theirs.id])
    assert response.json()["description"] == "Bad Request: message can't be deleted"
    assert not mine.deleted
    await town.call("deleteMessages", chat_id=town.yard.id, message_ids=[mine.id, 998])
    assert mine.deleted


async def test_some_of_the_bots_own_messages_cannot_be_edited(town: Town) -> None:
    """Forwards and messages that brought a reply keyboard stay as they are."""
    words = "Bad Request: message can't be edited"
    asked = await town.sent(town.yard, reply_markup={"force_reply": True})
    source = await town.sent(town.yard, reply_markup=keyboard([("同意", "1")]))
    forwarded = await town.call("forwardMessage", chat_id=town.yard.id, from_chat_id=town.yard.id, message_id=source.id)
    for message_id in (asked.id, forwarded["message_id"]):
        response = await town.raw("editMessageText", chat_id=town.yard.id, message_id=message_id, text="新")
        assert response.json()["description"] == words


async def test_voices_keep_their_file(town: Town) -> None:
    sent = await town.call("sendVoice", {"voice": ("v.oga", b"voice")}, chat_id=str(town.yard.id))
    files = {"p": ("p.png", picture(8, 8))}
    response = await town.raw(
        "editMessageMedia",
        files,
        chat_id=str(town.yard.id),
        message_id=str(sent["message_id"]),
        media='{"type": "photo", "media": "attach://p"}',
    )
    assert response.json()["description"] == "Bad Request: message media can't be edited"
