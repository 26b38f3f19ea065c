"""The repository itself: its locks, its top level, and that no file gives away a machine."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ["deploy/requirements.txt", "tests/requirements.txt"]
PERMITTED = {
    ".ci",
    ".github",
    ".gitignore",
    "LICENSE",
    "Makefile",
    "README.md",
    "bot",
    "deploy",
    "flows",
    "locales",
    "pyproject.toml",
    "tests",
}

IGNORED = [
    ".git",
    *(line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line and line[0] != "#"),
]
TRACES = re.compile(
    r"(?<![\w.:/~-])/(?:home|Users|root|work)/\w"  # absolute paths of a developer's machine
    r"|https?://[^\s\"'<>]*/simple\b"  # package indexes
    r"|index-url[\s=]+\S*//"
    r"|pythonhosted\.org/"
)


def kept_files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that git would keep: neither its name nor a folder of it is listed in .gitignore."""
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in IGNORED):
            continue
        if path.is_dir():
            yield from kept_files(path)
        else:
            yield path


def requirements(lock: str) -> dict[str, str]:
    """The pinned requirement → everything written under it, hashes included."""
    logical = re.sub(r"\\\n", " ", (ROOT / lock).read_text())
    lines = [line for line in logical.splitlines() if line and not line.lstrip().startswith("#")]
    return {line.split()[0]: line for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_requirement_with_a_hash(lock: str) -> None:
    pinned = requirements(lock)
    assert len(pinned) > 30
    assert [name for name, line in pinned.items() if "==" not in name or "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert [line for line in text.splitlines() if re.search(r"(?:^|[\s=])/\w", line)] == []


def test_one_environment_serves_both_locks() -> None:
    """The bot runs with what it was tested with: the tests' lock contains the run's, version for version."""
    assert requirements("deploy/requirements.txt").keys() <= requirements("tests/requirements.txt").keys()


def test_no_file_gives_away_a_machine_or_a_package_index() -> None:
    found = []
    for path in kept_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # not a text
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in TRACES.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("cd /home", "/li/youshi"),
        ("'/work", "/youshi'"),
        ("--index-url", " https://example.org/pypi"),
        ("https://example.org/pypi", "/simple/rich/"),
    ],
)
def test_a_trace_would_be_found(before: str, after: str) -> None:
    """The pieces meet only here, so that this file does not find itself."""
    assert TRACES.search(before + after)
    assert not TRACES.search(before)


def test_every_folder_of_the_package_is_a_package() -> None:
    """A folder without `__init__.py` would silently escape the import contracts."""
    folders = {path.parent for path in (ROOT / "bot").rglob("*.py")}
    assert [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_top_level_holds_only_what_belongs_there() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in kept_files()} <= PERMITTED


SECRET = re.compile(r"secret|token|password|bearer|key$|operator_code|digits$", re.IGNORECASE)
AT_A_DOOR = (
    "bot/web/",
    "bot/rehearsal/page/",
    "bot/clerk/office.py",
    "bot/storage/claims.py",
    "bot/chat/telegram/webhook.py",
)
"""Where strangers' words meet secrets."""


def compared_names(source: str) -> Iterator[tuple[int, str]]:
    """`(line, name)` of whatever is compared by `==` or `!=` under a name of its own."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
            for side in (node.left, *node.comparators):
                if isinstance(side, ast.Name | ast.Attribute):
                    yield node.lineno, side.id if isinstance(side, ast.Name) else side.attr


def test_secrets_are_compared_in_constant_time() -> None:
    """`==` stops at the first letter that differs, and how long it took tells where."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in kept_files(ROOT / "bot")
        if path.suffix == ".py" and str(path.relative_to(ROOT)).startswith(AT_A_DOOR)
        for line, name in compared_names(path.read_text(encoding="utf-8"))
        if SECRET.search(name)
    ]
    assert found == []


@pytest.mark.parametrize("source", ["given == secret", "self._token != given", "a.webhook_secret == b", "key == given"])
def test_a_secret_compared_the_short_way_would_be_found(source: str) -> None:
    assert any(SECRET.search(name) for _, name in compared_names(source))


def test_every_case_the_product_is_held_to_has_a_test_of_its_name() -> None:
    """`.github/CASES.md` lists them; a story carries the number in the name of its file."""
    listed = re.findall(r"^\| ([PE]\d+) \|", (ROOT / ".github/CASES.md").read_text("utf-8"), re.MULTILINE)
    assert len(listed) > 40
    names = [path.stem for path in (ROOT / "tests/stories").glob("*.yaml")]
    for path in (ROOT / "tests").rglob("test_*.py"):
        names += re.findall(r"def (test_\w+)", path.read_text("utf-8"))
    carried = {found.upper() for name in names for found in re.findall(r"(?:^|[_-])([pe]\d+)(?=[_-]|$)", name)}
    assert sorted(set(listed) - carried) == []
