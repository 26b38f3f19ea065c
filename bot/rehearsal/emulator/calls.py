"""One Bot API call as it came over HTTP: its parameters from query, form, multipart or JSON, read as asked.

What the parameters mean is left to `methods`.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from bot.rehearsal.emulator.refusals import bad_request

_PART_NAME = re.compile(rb'\bname="([^"]*)"')
_FILE_NAME = re.compile(rb'\bfilename="([^"]*)"')
_PART_TYPE = re.compile(rb"^content-type:\s*([^\r\n;]+)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Described:
    """A result that Telegram sends with a description besides, e.g. «Webhook was set»."""

    result: Any
    description: str


@dataclass(frozen=True, slots=True)
class RecordedCall:
    """A call as the bot sent it, before anything was made of it; `method` is spelled as the bot did.

    `files` are the names of the parts that held files; `in_answer` calls came in the answer to a webhook.
    """

    at: datetime
    method: str
    parameters: Mapping[str, Any]
    files: tuple[str, ...]
    in_answer: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A method in lower case, its parameters (text, or anything JSON has) and the files sent along."""

    method: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The parameter as text, empty where it is missing."""
        value = self.parameters.get(name)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.parameters.get(name)
        return default if value is None or value == "" else as_integer(value)

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def without(self, name: str) -> "Call":
        """The same call lacking one parameter."""
        return Call(self.method, {k: v for k, v in self.parameters.items() if k != name}, self.files)

    def structure(self, name: str, what: str) -> Any:
        """The parameter decoded from JSON, None where it is missing. `what` names it in the refusal."""
        value = self.parameters.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None


def as_integer(value: Any) -> int:
    """A number however it is written; what is none counts as zero, as it does in Telegram."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def read_call(method: str, query: str, content_type: str, body: bytes) -> Call:
    """Decode a request. Parameters of the body win over those of the query string. Raises ApiRefusal."""
    try:
        parameters: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True, errors="strict"))
        files: dict[str, Upload] = {}
        if body:
            kind = content_type.partition(";")[0].strip().lower()
            if kind == "application/json":
                parameters |= _read_json(body)
            elif kind == "multipart/form-data":
                _read_multipart(content_type, body, parameters, files)
            else:
                parameters |= parse_qsl(body.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return Call(method.lower(), parameters, files)


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        decoded = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(decoded, dict):
        raise bad_request("can't parse JSON object: Object expected")
    return decoded


def _read_multipart(content_type: str, body: bytes, parameters: dict[str, Any], files: dict[str, Upload]) -> None:
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise bad_request("boundary not found in the multipart request")
    delimiter = b"\r\n--" + boundary.group(1).encode()
    for part in (b"\r\n" + body).split(delimiter)[1:]:
        if part.startswith(b"--"):
            break
        head, separator, content = part.partition(b"\r\n\r\n")
        name = _PART_NAME.search(head)
        if not separator or name is None:
            raise bad_request("can't parse multipart request")
        file_name = _FILE_NAME.search(head)
        if file_name is None:
            parameters[name.group(1).decode()] = content.decode()
        else:
            mime_type = _PART_TYPE.search(head.lstrip())
            files[name.group(1).decode()] = Upload(
                file_name.group(1).decode(),
                mime_type.group(1).decode().strip() if mime_type else "application/octet-stream",
                content,
            )
