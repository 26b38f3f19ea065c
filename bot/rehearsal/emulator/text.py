"""Text as Telegram counts and reads it: UTF-16 lengths, cleaning, and the entities it finds by itself.

Explicit formatting is read in `markup`; what may be sent where is not decided here.
"""

import re
from dataclasses import dataclass, replace

from bot.rehearsal.emulator.refusals import bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
RAW_LIMIT_BYTES = 32 * 1024
ENTITY_LIMIT = 100

_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\n\r"} | {0x0D: None}
# Text made of these alone counts as empty.
_INVISIBLE = " \n\t\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})

# A word character is a Unicode letter or digit or an underscore, so «/ti遛狗» holds no command.
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w\u200c])#(?=[\d_]*[^\W\d_])[\w\u200c]{1,256}(?![\w\u200c]*#)")),
    ("url", re.compile(r"(?<!\w)https?://[^\s<>\"«»]*[^\s<>\"«».:;,('?!`]")),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A formatted or recognised stretch of text; `offset` and `length` count UTF-16 code units."""

    kind: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    user_id: int | None = None
    custom_emoji_id: str | None = None


@dataclass(frozen=True, slots=True)
class FormattedText:
    text: str
    entities: tuple[Entity, ...] = ()


NO_TEXT = FormattedText("")


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def stretch(text: str, entity: Entity) -> str:
    """The characters of `text` which `entity` covers."""
    units = text.encode("utf-16-le")
    return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", "replace")


def find_entities(text: str) -> list[Entity]:
    """What Telegram recognises unasked: commands, mentions, hashtags, addresses that begin with http(s)."""
    found: list[Entity] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            offset = utf16_length(text[: match.start()])
            found.append(Entity(kind, offset, utf16_length(match.group())))
    addresses = [entity for entity in found if entity.kind == "url"]
    return [e for e in found if e.kind == "url" or not any(_overlap(e, address) for address in addresses)]


def clean(raw: str) -> str:
    """Control characters become spaces, carriage returns go; raw text over 32 KiB is refused."""
    if len(raw.encode()) > RAW_LIMIT_BYTES:
        raise bad_request("text is too long")
    return raw.translate(_CONTROLS)


def settle(text: str, entities: list[Entity]) -> FormattedText:
    """The text as it is posted: ends trimmed, entities moved with it, recognised entities added.

    Leading white space goes only as far as the first explicit entity begins. Raises ApiRefusal over 100
    explicit entities.
    """
    first = min((entity.offset for entity in entities), default=utf16_length(text))
    dropped = 0
    while dropped < len(text) and dropped < first and text[dropped] in " \n":
        dropped += 1
    text = text[dropped:].rstrip(" \n")
    if not text.strip(_INVISIBLE):
        return NO_TEXT
    end = utf16_length(text)
    kept = []
    for entity in entities:
        offset = entity.offset - dropped
        length = min(entity.length, end - offset)
        if length > 0:
            kept.append(replace(entity, offset=offset, length=length))
    if len(kept) > ENTITY_LIMIT:
        raise bad_request("ENTITIES_TOO_LONG")
    for entity in find_entities(text):
        if not any(_in_the_way(explicit, entity) for explicit in kept):
            kept.append(entity)
    return FormattedText(text, tuple(sorted(kept, key=lambda e: (e.offset, -e.length))))


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.offset + other.length and other.offset < one.offset + one.length


def _in_the_way(explicit: Entity, found: Entity) -> bool:
    if not _overlap(explicit, found):
        return False
    inside = explicit.offset <= found.offset and (found.offset + found.length <= explicit.offset + explicit.length)
    return explicit.kind in _OPAQUE or not inside
