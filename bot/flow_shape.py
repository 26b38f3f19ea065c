"""The shape of a flow: a document becomes a `Flow`, or a list of what is wrong with its keys and values.

The models in `deliberation.flow` decide; here what pydantic says of them is turned into places and messages
that a flow author understands. What a whole flow must satisfy is left to `deliberation.flow.check`.
"""

import re
from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.deliberation.flaw import Flaw
from bot.deliberation.flow import Flow, Stage, Transition
from bot.deliberation.flow.check import near
from bot.flow_problems import FlowProblem
from bot.flow_source import Piece, Step

STAGES: tuple[type[BaseModel], ...] = get_args(Stage)
KINDS = tuple(str(get_args(model.model_fields["kind"].annotation)[0]) for model in STAGES)
"""The kinds a flow can use, in the order of the five verbs."""

_WANTED = {
    "string": "text",
    "int": "whole",
    "bool": "truth",
    "tuple": "list",
    "list": "list",
    "set": "list",
    "dict": "mapping",
    "model": "mapping",
    "mapping": "mapping",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_-]{0,31}$": "flow-not-an-id",
    r"^([01]\d|2[0-3]):[0-5]\d$": "flow-not-a-time",
    r"^(\d{1,2}%|-\d+[mhd])$": "flow-not-a-reminder",
}


def to_flow(document: Piece) -> tuple[Flow | None, list[FlowProblem]]:
    """The flow a merged document states, or None and everything that keeps it from being one."""
    try:
        return Flow.model_validate(document.plain(), by_alias=True, by_name=False), []
    except ValidationError as error:
        found = [_Finding(detail) for detail in error.errors(include_url=False)]
    return None, [finding.problem(document) for finding in found if not _explained(finding, found)]


def _explained(one: "_Finding", found: Sequence["_Finding"]) -> bool:
    """Whether another finding says better what is wrong: deeper inside, or a key that was only spelled wrong."""
    if one.in_words or one.detail["type"] == "too_short":
        # a text is tried as words and as a mapping; a list is short of what could not be read
        return any(_below(other.path, one.path) for other in found)
    return one.detail["type"] == "missing" and any(
        other.detail["type"] == "extra_forbidden"
        and other.path[:-1] == one.path[:-1]
        and near(str(other.path[-1]), _keys(other.holder)) == one.path[-1]
        for other in found
    )


def _below(path: Sequence[Step], other: Sequence[Step]) -> bool:
    return len(path) > len(other) and list(path[: len(other)]) == list(other)


class _Finding:
    """One pydantic error, led back to the document."""

    def __init__(self, detail: ErrorDetails) -> None:
        self.detail = detail
        self.path: list[Step] = []
        self.on_key = False
        self.in_words = False
        """Whether this is about a text that may be given per locale, as a whole."""
        self.holder: Any = Flow
        """The annotation of what the last step was looked up in."""
        here: Any = Flow
        for step in detail["loc"]:
            here = _bare(here)
            if isinstance(here, Choice):
                if step in here.branches:
                    here = here.branches[str(step)]
                    self.in_words = here not in STAGES
                    continue
                here = _bare(here.main)
            if step == "[key]":
                self.on_key = True
                continue
            self.path.append(step)
            self.in_words = False
            self.holder, here = here, _within(here, step)
        self.wanted = _bare(here)

    def problem(self, document: Piece) -> FlowProblem:
        key, params, on_key = self._message()
        return FlowProblem(document.at(self.path, key=on_key), key, params)

    def _message(self) -> tuple[str, dict[str, str | int], bool]:
        """The message, its parameters, and whether it is the key that is wrong, not the value."""
        kind, value, ctx = self.detail["type"], self.detail["input"], self.detail.get("ctx", {})
        name = str(self.path[-1]) if self.path else ""
        said = _said(value)
        if isinstance(flaw := ctx.get("error"), Flaw):
            return flaw.key, dict(flaw.params), False
        if kind == "extra_forbidden":
            known = _keys(self.holder)
            params: dict[str, str | int] = {"name": name, "near": near(name, known), "known": ", ".join(known)}
            return "flow-unknown-key", params, True
        if kind == "missing":
            self.path.pop()
            return "flow-missing-key", {"name": name}, False
        if kind == "union_tag_not_found":
            return "flow-stage-without-kind", {"known": ", ".join(KINDS)}, False
        if kind == "union_tag_invalid":
            self.path.append("kind")
            return self._unknown_kind(str(ctx["tag"]))
        if kind in ("literal_error", "enum"):
            known = re.findall(r"'([^']*)'", ctx["expected"]) or [ctx["expected"].lower()]
            return (
                "flow-unknown-value",
                {"value": said, "near": near(said, known), "known": ", ".join(known)},
                self.on_key,
            )
        if kind == "string_pattern_mismatch":
            return _PATTERNS.get(ctx["pattern"], "flow-wrong-value"), {"value": said}, self.on_key
        if kind in ("greater_than_equal", "less_than_equal"):
            least = "ge" in ctx
            bound = int(ctx["ge"] if least else ctx["le"])
            return "flow-number-small" if least else "flow-number-large", {"value": said, "bound": bound}, False
        if kind == "too_short":
            return "flow-empty-list", {"name": name}, False
        return self._wrong_type(kind, said)

    def _wrong_type(self, kind: str, said: str) -> tuple[str, dict[str, str | int], bool]:
        wanted = _WANTED.get(kind.split("_")[0])
        if self.wanted is Transition:
            wanted = "way"
        elif isinstance(self.wanted, Choice) and not self.in_words:
            wanted = "stage"
        elif self.in_words:
            wanted = "words"
        if wanted is None:
            return "flow-wrong-value", {"value": said}, self.on_key
        return "flow-wrong-type", {"value": said, "wanted": wanted}, self.on_key

    def _unknown_kind(self, tag: str) -> tuple[str, dict[str, str | int], bool]:
        return "flow-unknown-kind", {"kind": tag, "near": near(tag, KINDS), "known": ", ".join(KINDS)}, False


class Choice:
    """A union as a place in a flow: `branches` by the name pydantic gives them, and the one that holds keys."""

    def __init__(self, members: Sequence[Any]) -> None:
        self.branches: dict[str, Any] = {_branch(member): member for member in members}
        holders = [member for member in members if member not in (NoneType, str)]
        self.main: Any = holders[0] if holders else str


def _branch(member: Any) -> str:
    if isinstance(member, type) and issubclass(member, BaseModel) and "kind" in member.model_fields:
        return str(get_args(member.model_fields["kind"].annotation)[0])
    if get_origin(member) is dict:
        return f"dict[{','.join(_branch(part) for part in get_args(member))}]"
    return getattr(member, "__name__", str(member))


def _bare(annotation: Any) -> Any:
    """Without `Annotated`; an optional is what it is when given; other unions are a `Choice`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        members = [_bare(member) for member in get_args(annotation) if member is not NoneType]
        return members[0] if len(members) == 1 else Choice(members)
    return annotation


def _within(holder: Any, step: Step) -> Any:
    if isinstance(holder, type) and issubclass(holder, BaseModel):
        return next(
            (field.annotation for name, field in holder.model_fields.items() if (field.alias or name) == step), Any
        )
    parts = get_args(holder)
    if get_origin(holder) is tuple and parts:
        return parts[0]
    return parts[1] if get_origin(holder) is dict else Any


def _keys(holder: Any) -> list[str]:
    if isinstance(holder, type) and issubclass(holder, BaseModel):
        names = [field.alias or name for name, field in holder.model_fields.items()]
        return [*names, "extends", "drop"] if holder is Flow else names
    return []


def _said(value: object) -> str:
    """A value as the author would recognise it, in a few characters."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(map(str, list(value)[:3])) + (", …}" if len(value) > 3 else "}")
    if isinstance(value, list):
        return "[" + ", ".join(_said(item) for item in value[:3]) + (", …]" if len(value) > 3 else "]")
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
