"""What a step expects, against what was really there.

An expectation that does not hold says so with what came nearest. Where the messages come from is left to
`runner`, where the record comes from to `documents.export`.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.flow_problems import Mark
from bot.rehearsal.script import Record

_NEAREST = 3


class NotAsExpected(Exception):
    """A step failed. `key` names a message of the locales with `params`; `found` is what was really there."""

    def __init__(self, mark: Mark, key: str, found: Sequence[str] = (), **params: str | int) -> None:
        self.mark, self.key, self.params, self.found = mark, key, params, tuple(found)
        super().__init__(f"{mark}: {key} {params}" + "".join(f"\n    {line}" for line in self.found))


def nearest(wanted: str, texts: Iterable[str]) -> list[str]:
    """The texts most like the wanted one, one line each, the likest first."""
    lines = list(dict.fromkeys(" ⏎ ".join(text.split("\n")) for text in texts))

    def likeness(line: str) -> float:
        match = difflib.SequenceMatcher(None, wanted, line, autojunk=False)
        return sum(block.size for block in match.get_matching_blocks()) / max(1, len(wanted))

    return sorted(lines, key=likeness, reverse=True)[:_NEAREST]


def pick(export: Mapping[str, Any], record: Record) -> list[tuple[str, Any, Any]]:
    """(section, expected, found) for everything a record names: of each list the newest entry about its issue."""
    numbers = [i["number"] for i in export["issues"] if record.issue and record.issue in i["title"]]
    if record.issue and not numbers:
        return [("issue", record.issue, [i["title"] for i in export["issues"]])]

    def newest(section: str, expected: Mapping[str, Any]) -> Any:
        about = [entry for entry in export[section] if not record.issue or not set(entry["issues"]).isdisjoint(numbers)]
        if section == "tasks" and "title" in expected:
            about = [entry for entry in about if expected["title"] in entry["title"]]
        if section in ("meetings", "publications"):
            which = {key: expected[key] for key in ("stage", "lap") if key in expected}
            about = [entry for entry in about if which.items() <= entry.items()]
        return about[-1] if about else None

    found = list[tuple[str, Any, Any]]()
    if record.state is not None:
        found.append(("state", record.state, export["session"]["state"]))
    if record.cancelled is not None:
        found.append(("cancelled", record.cancelled, export["session"]["cancelled"]))
    if record.sorted is not None:
        found.append(("sorted", record.sorted, export["sorted"]))
    if record.raised is not None:
        about = [issue for issue in export["issues"] if issue["number"] in numbers]
        found.append(("raised", record.raised, about[0] if about else None))
    for name, section in SECTIONS.items():
        expected = getattr(record, name)
        if expected is not None:
            plain = {key: value for key, value in expected.items() if not (section == "tasks" and key == "title")}
            found.append((name, plain, newest(section, expected)))
    return found


SECTIONS = {
    "decision": "decisions",
    "meeting": "meetings",
    "publication": "publications",
    "notice": "notices",
    "objection": "objections",
    "task": "tasks",
    "rating": "ratings",
    "share": "shares",
}


def differences(expected: Any, found: Any, path: str = "") -> list[str]:
    """Where what was found is not what was expected; keys that are not named do not matter."""
    if isinstance(expected, Mapping):
        if not isinstance(found, Mapping):
            return [f"{path}: {_said(found)} ≠ {_said(expected)}"]
        return [
            line
            for key, value in expected.items()
            for line in (
                differences(value, found[key], f"{path}.{key}" if path else str(key))
                if key in found
                else [f"{path}.{key}: — ({', '.join(map(str, found))})"]
            )
        ]
    return [] if _same(expected, found) else [f"{path}: {_said(found)} ≠ {_said(expected)}"]


def _same(expected: Any, found: Any) -> bool:
    if expected == found or (isinstance(found, str) and isinstance(expected, int | float) and str(expected) == found):
        return True
    if isinstance(expected, str) and isinstance(found, str):
        try:
            return datetime.fromisoformat(expected) == datetime.fromisoformat(found)
        except (ValueError, TypeError):
            return False
    return False


def _said(value: Any) -> str:
    return "—" if value is None else str(value)
