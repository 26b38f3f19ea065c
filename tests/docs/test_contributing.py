"""The picture of the house is the house: its modules, its arrows, and every place it sends people to."""

import re
from collections.abc import Iterator
from pathlib import Path

import grimp

from bot.deliberation.stages import KINDS
from bot.deliberation.voting import METHODS
from bot.flow_files import FlowLibrary

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
BESIDE = re.compile(r"settings|clock|logs|metrics|systemd|roll_files|scope_files|flow_\w+")
"""Modules that stand beside the picture of imports."""


def drawn_tree() -> list[str]:
    """The paths of the first code block, folders ending with a slash."""
    lines = re.search(r"^```text\nbot/\n(.*?)^flows/", TEXT, re.MULTILINE | re.DOTALL)
    assert lines is not None
    paths, folder = [], ""
    for line in lines[1].splitlines():
        name = line.split()[0]
        deep = line.startswith("    ")
        if not deep:
            folder = name if name.endswith("/") else ""
        paths.append(f"bot/{folder if deep else ''}{name}")
    return paths


def arrows() -> set[tuple[str, str]]:
    return set(re.findall(r"^  ([\w.]+) --> ([\w.]+)$", TEXT, re.MULTILINE))


def drawn_as(module: str) -> str:
    """The box a module of the package belongs to."""
    parts = module.split(".")[1:]
    return "chat.telegram" if parts[:2] == ["chat", "telegram"] else parts[0]


def imports() -> Iterator[tuple[str, str]]:
    graph = grimp.build_graph("bot")
    for module in graph.modules - {"bot"}:
        for imported in graph.find_modules_directly_imported_by(module) - {"bot"}:
            pair = drawn_as(module), drawn_as(imported)
            if pair[0] != pair[1] and not any(BESIDE.fullmatch(one) for one in pair):
                yield pair


def test_the_tree_names_everything_in_the_package_and_nothing_else() -> None:
    tree = drawn_tree()
    assert [path for path in tree if not (ROOT / path).exists()] == []
    top = {path.name for path in (ROOT / "bot").iterdir() if path.name not in ("__init__.py", "__pycache__")}
    assert {path.removeprefix("bot/").strip("/") for path in tree if path.strip("/").count("/") == 1} == top


def test_every_arrow_is_an_import_and_every_import_follows_arrows() -> None:
    drawn, real = arrows(), set(imports())
    assert drawn - real == set()
    reached = set(drawn)
    while more := {(a, d) for a, b in reached for c, d in drawn if b == c} - reached:
        reached |= more
    assert real - reached == set()


def test_what_stands_beside_the_picture_knows_nothing_above_deliberation() -> None:
    graph = grimp.build_graph("bot")
    beside = [module for module in graph.modules - {"bot"} if BESIDE.fullmatch(drawn_as(module))]
    known = {drawn_as(i) for module in beside for i in graph.find_modules_directly_imported_by(module) - {"bot"}}
    assert {name for name in known if not BESIDE.fullmatch(name)} <= {"deliberation"}


def test_every_file_it_sends_people_to_is_there() -> None:
    spans = re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|toml|ftl|yaml))`", TEXT)
    missing = [
        span
        for span in spans
        if not any((base / span).exists() for base in (ROOT, ROOT / "bot", ROOT / "bot" / "deliberation"))
        and not list((ROOT / "bot").rglob(span))
        and not list((ROOT / "locales").glob(span))
        and not span.startswith(("x.", "flows/wumin"))
    ]
    assert spans
    assert missing == []


def test_what_it_says_is_there_and_what_it_says_is_missing() -> None:
    """The table of flows names those that exist, and does not call missing what has been written since."""
    written = set(re.findall(r"^\| F\d\d .*?`flows/([\w-]+)\.yaml`", TEXT, re.MULTILINE))
    assert written == {flow.partition("-")[0] for flow in FlowLibrary().ids()}
    assert len(KINDS) == 9
    assert {"approve", "rank_budget"} < set(METHODS)
    assert "the method `" not in TEXT
    assert len(re.findall(r"^\| F(\d\d) ", TEXT, re.MULTILINE)) == 13
