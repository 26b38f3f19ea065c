"""Which keys of the locales the code uses, read from its syntax trees."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

BOT = Path(__file__).parents[2] / "bot"
_ASKING = {
    "words": "", "_words": "", "self": "", "Refused": "refusal-", "Refusal": "refusal-", "Answer": "answer-",
    "SettingsProblem": "",
}  # fmt: skip
"""Calls whose first argument is a key, by the name they are made with, and what their keys begin with."""


class Used(NamedTuple):
    """A key, or with `whole` false a pattern of keys that are put together when they are used."""

    key: str
    whole: bool
    place: str


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """Every module by its path in the repository."""
    found = sorted(BOT.rglob("*.py"))
    return tuple((str(path.relative_to(BOT.parent)), ast.parse(path.read_text("utf-8"))) for path in found)


@cache
def used() -> tuple[Used, ...]:
    """The first argument, where it is written out, of every call that asks for a sentence."""
    found: list[Used] = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and (prefix := _ASKING.get(_called(node))) is not None:
                found += [one._replace(place=f"{name}:{node.lineno}") for one in _keys(node.args[0], prefix)]
    return tuple(found)


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=ast.Name(id="Words")):
            return "words"
        case _:
            return ""


def _keys(node: ast.expr, prefix: str) -> Iterator[Used]:
    match node:
        case ast.Constant(value=str() as text):
            if text:
                yield Used(prefix + text, True, "")
        case ast.JoinedStr(values=parts):
            shape = "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in parts)
            yield Used(re.escape(prefix) + shape, False, "")
        case ast.IfExp(body=body, orelse=orelse):
            yield from _keys(body, prefix)
            yield from _keys(orelse, prefix)


def literals() -> Iterator[tuple[str, int, str]]:
    """Every string of the code but its docstrings: module, line, text."""
    for name, tree in trees():
        documentation = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
                yield name, node.lineno, node.value


@cache
def cards_owed() -> dict[str, str]:
    """Every card the code owes by name, or asks for as a view, with one place where it does."""
    found: dict[str, str] = {}
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (at := _CARD_AT.get(_called(node))) is not None and len(node.args) > at:
                for key in _keys(node.args[at], ""):
                    if key.whole and re.fullmatch(r"[a-z]+(-[a-z]+)*", key.key):
                        found[key.key] = f"{name}:{node.lineno}"
    return found


_CARD_AT = {"Owed": 1, "tell": 1, "post": 1, "reply": 3, "Ask": 0}
