"""HTML as the Bot API reads it: a strict little grammar with errors by byte offset.

Only `parse_mode=HTML` and explicit entity lists are known here; trimming and recognised entities belong to
`text`.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.emulator.calls import as_integer
from bot.rehearsal.emulator.refusals import ApiRefusal, bad_request
from bot.rehearsal.emulator.text import Entity, utf16_length

_KIND_OF_TAG = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_PLAIN_KINDS = frozenset(_KIND_OF_TAG.values()) | {
    "expandable_blockquote",
    "text_mention",
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#(\d{1,8})|(lt|gt|amp|quot));?")
_SPECIAL = re.compile(r"[<&]")
_SPACES = " \t\r\n\v\0"
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    at: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The plain text of `source` and its entities, nested ones allowed.

    Raises ApiRefusal 400 «can't parse entities: …» for an unknown, unclosed, unmatched or malformed tag.
    """
    return _HtmlReader(source).read()


class _HtmlReader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        source = self.source
        while (special := _SPECIAL.search(source, self.at)) is not None:
            self._emit(source[self.at : special.start()])
            self.at = special.start()
            if special.group() == "&":
                self._emit(self._reference() or self._take())
            elif source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        self._emit(source[self.at :])
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.pieces), _without_language_shells(self.entities)

    def _emit(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.offset += utf16_length(piece)

    def _take(self) -> str:
        self.at += 1
        return self.source[self.at - 1]

    def _reference(self) -> str:
        """Read a character reference at the cursor, or nothing where it is none Telegram knows."""
        match = _REFERENCE.match(self.source, self.at)
        if match is None:
            return ""
        hexadecimal, decimal, name = match.groups()
        if name is not None:
            character = _NAMED[name]
        else:
            code = int(hexadecimal, 16) if hexadecimal else int(decimal)
            if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
                return ""
            character = chr(code)
        self.at = match.end()
        return character

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else "\0"

    def _skip_spaces(self) -> None:
        while self.at < len(self.source) and self._peek() in _SPACES:
            self.at += 1

    def _skip_name(self, stops: str) -> str:
        begin = self.at
        while self.at < len(self.source) and self._peek() not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._skip_name(_SPACES + ">").lower()
        if self.at >= len(self.source):
            raise _unparsable(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _KIND_OF_TAG:
            raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        while True:
            self._skip_spaces()
            if self._peek() == ">":
                break
            name, value = self._attribute(tag, begin)
            argument = _argument(tag, name, value) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(_Open(tag, argument, self.offset, len(self.pieces)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        unclosed = f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}'
        name = self._skip_name(_SPACES + "=>/\"'")
        if not name:
            if self.at >= len(self.source):
                raise _unparsable(unclosed)
            raise _unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._skip_spaces()
        if self.at >= len(self.source):
            raise _unparsable(unclosed)
        if self._peek() != "=":
            return name.lower(), ""
        self.at += 1
        self._skip_spaces()
        if self.at >= len(self.source):
            raise _unparsable(unclosed)
        if self._peek() in "\"'":
            value = self._quoted(self._take())
        else:
            token_at = self.at
            match = _TOKEN.match(self.source, self.at)
            value = match.group().lower() if match else ""
            self.at += len(value)
            if self._peek() not in _SPACES + ">":
                raise _unparsable(f"Unexpected end of name token at byte offset {self._byte(token_at)}")
        if self.at >= len(self.source):
            raise _unparsable(unclosed)
        return name.lower(), value

    def _quoted(self, quote: str) -> str:
        value: list[str] = []
        while self.at < len(self.source) and self._peek() != quote:
            value.append((self._peek() == "&" and self._reference()) or self._take())
        self.at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _unparsable(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        name = self._skip_name(_SPACES + ">").lower()
        self._skip_spaces()
        if self.at >= len(self.source):
            raise _unparsable(f"Unclosed end tag at byte offset {self._byte(begin)}")
        if self._peek() != ">":
            raise _unparsable(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.tag:
            raise _unparsable(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        length = self.offset - opened.offset
        if length > 0:
            inner = "".join(self.pieces[opened.at :])
            entity = _entity(opened, length, inner)
            if entity is not None:
                self.entities.append(entity)


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            return "expandable"
        case _:
            return ""


def _entity(opened: _Open, length: int, inner: str) -> Entity | None:
    kind = _KIND_OF_TAG[opened.tag]
    match kind:
        case "text_link":
            return _link(opened.argument or inner, opened.offset, length)
        case "custom_emoji":
            return Entity(kind, opened.offset, length, custom_emoji_id=opened.argument)
        case "blockquote" if opened.argument:
            return Entity("expandable_blockquote", opened.offset, length)
        case "code" if opened.argument:
            return Entity(kind, opened.offset, length, language=opened.argument)
        case _:
            return Entity(kind, opened.offset, length)


def _link(target: str, offset: int, length: int) -> Entity | None:
    """A link's entity; a target that is no address leaves plain text, as it does in Telegram."""
    parts = urlsplit(target)
    if parts.scheme == "tg" and parts.netloc == "user":
        identifier = parse_qs(parts.query).get("id", [""])[0]
        return Entity("text_mention", offset, length, user_id=int(identifier)) if identifier.isdigit() else None
    if parts.scheme in ("http", "https", "tg") and parts.netloc:
        return Entity("text_link", offset, length, url=target)
    if not parts.scheme and "." in target and " " not in target:
        return Entity("text_link", offset, length, url=f"http://{target}")
    return None


def _without_language_shells(entities: list[Entity]) -> list[Entity]:
    """`<pre><code class="language-x">` is one `pre` with a language; a lone `code` has none."""
    result: list[Entity] = []
    for entity in entities:
        if entity.kind == "pre" and result:
            inner = result[-1]
            if inner.kind == "code" and (inner.offset, inner.length) == (entity.offset, entity.length):
                result[-1] = Entity("pre", entity.offset, entity.length, language=inner.language)
                continue
        result.append(entity)
    return [Entity("code", e.offset, e.length) if e.kind == "code" else e for e in result]


def read_entities(listed: list[Any], text: str) -> list[Entity]:
    """The entities of an explicit list (`entities`, `caption_entities`), those outside the text dropped."""
    end = utf16_length(text)
    entities = []
    for item in listed:
        if not isinstance(item, dict) or item.get("type") not in _PLAIN_KINDS:
            raise bad_request("can't parse MessageEntity: unsupported type specified")
        offset, length = as_integer(item.get("offset")), as_integer(item.get("length"))
        if offset < 0 or length <= 0 or offset + length > end:
            continue
        user = item.get("user")
        entities.append(
            Entity(
                item["type"],
                offset,
                length,
                url=item.get("url"),
                language=item.get("language"),
                user_id=as_integer(user.get("id")) if isinstance(user, dict) else None,
                custom_emoji_id=item.get("custom_emoji_id"),
            )
        )
    return entities


def _unparsable(words: str) -> ApiRefusal:
    return bad_request(f"can't parse entities: {words}")
