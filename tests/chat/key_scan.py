"""Which keys of the locales the code uses, read from its syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BOT = Path(__file__).parents[2] / "bot"
LOCALES = BOT.parent / "locales"
_PREFIX = {"Refused": "refusal-", "Refusal": "refusal-", "Answer": "answer-"}


class Used(NamedTuple):
    """A key, or with `whole` false the beginning of keys that are put together when they are used."""

    key: str
    whole: bool
    place: str


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(BOT.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def used() -> list[Used]:
    """Every first argument of `words(…)`, `Refused(…)`, `Refusal(…)`, `Answer(…)` that is written out."""
    found = []
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in ("words", *_PREFIX) or (isinstance(node.func, ast.Call) and _called(node.func) == "Words"):
                place = f"{path.relative_to(BOT.parent)}:{node.lineno}"
                found += [used._replace(place=place) for used in _keys(node.args[0], _PREFIX.get(name, ""))]
    return found


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _keys(node: ast.expr, prefix: str) -> Iterator[Used]:
    match node:
        case ast.Constant(value=str() as text):
            if text:
                yield Used(prefix + text, True, "")
        case ast.JoinedStr(values=[ast.Constant(value=str() as start), *_]):
            yield Used(prefix + start, False, "")
        case ast.JoinedStr():
            yield Used(prefix, False, "")
        case ast.IfExp(body=body, orelse=orelse):
            yield from _keys(body, prefix)
            yield from _keys(orelse, prefix)
