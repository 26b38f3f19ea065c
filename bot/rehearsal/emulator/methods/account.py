"""The bot's own account: who it is, its menus of commands, its name and descriptions."""

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.rehearsal.emulator.calls import Call, as_integer
from bot.rehearsal.emulator.objects import me_json
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.text import utf16_length
from bot.rehearsal.emulator.world import World

COMMAND_LIMIT = 100
DESCRIPTION_LIMIT = 256

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}|")
_BARE_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


def get_me(world: World, _call: Call) -> dict[str, Any]:
    return me_json(world.bot, privacy_mode=world.privacy_mode)


def set_my_commands(world: World, call: Call) -> bool:
    key = _menu(world, call)
    listed = call.structure("commands", "commands")
    if not isinstance(listed, list):
        raise bad_request("expected an Array of BotCommand")
    if len(listed) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[key] = [_command(item) for item in listed]
    return True


def get_my_commands(world: World, call: Call) -> list[dict[str, str]]:
    return world.commands.get(_menu(world, call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    world.commands.pop(_menu(world, call), None)
    return True


def _command(item: Any) -> dict[str, str]:
    if not isinstance(item, dict):
        raise bad_request("expected an Object as BotCommand")
    command, description = item.get("command"), item.get("description")
    if not isinstance(command, str) or not _COMMAND.fullmatch(command.removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= utf16_length(description.strip()) <= DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.removeprefix("/"), "description": description.strip()}


def _menu(world: World, call: Call) -> tuple[str, str]:
    """The key of the menu a call is about: its scope as canonical JSON, its language."""
    scope = call.structure("scope", "BotCommandScope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _BARE_SCOPES:
        canonical: dict[str, Any] = {"type": kind}
    elif kind in _CHAT_SCOPES:
        canonical = {"type": kind, "chat_id": _known_chat_id(world, scope.get("chat_id"))}
        if kind == "chat_member":
            canonical["user_id"] = as_integer(scope.get("user_id"))
    else:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return json.dumps(canonical, sort_keys=True), _language(call)


def _known_chat_id(world: World, value: Any) -> int:
    chat = world.chats.get(as_integer(value))
    if chat is None:
        raise bad_request("chat not found")
    return chat.id


def _language(call: Call) -> str:
    language = call.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _set_profile(field: str, limit: int, refusal: str, world: World, call: Call) -> bool:
    value = call.text(field)
    if utf16_length(value) > limit:
        raise bad_request(refusal)
    world.profile[field, _language(call)] = value
    return True


def _get_profile(field: str, world: World, call: Call) -> dict[str, str]:
    language = _language(call)
    value = world.profile.get((field, language)) or world.profile.get((field, ""), "")
    return {field: value or (world.bot.first_name if field == "name" else "")}


def stop_instance(_world: World, _call: Call) -> bool:
    """logOut and close: nothing here has to be moved, so the answer is all there is."""
    return True


METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": partial(_set_profile, "name", 64, "BOT_TITLE_INVALID"),
    "getMyName": partial(_get_profile, "name"),
    "setMyDescription": partial(_set_profile, "description", 512, "BOT_DESCRIPTION_INVALID"),
    "getMyDescription": partial(_get_profile, "description"),
    "setMyShortDescription": partial(_set_profile, "short_description", 120, "BOT_SHORT_DESCRIPTION_INVALID"),
    "getMyShortDescription": partial(_get_profile, "short_description"),
    "logOut": stop_instance,
    "close": stop_instance,
}
