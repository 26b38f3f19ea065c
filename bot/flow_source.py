"""Flow source: YAML as a tree that knows file, line and column of everything in it.

Reading is strict where YAML is kind: a key given twice, a tag, a merge key, and every plain word that other
readers of YAML (1.1) would take for something else, is a problem. What keys mean is left to `flow_files`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from bot.flow_problems import FlowErrors, FlowProblem, Mark

Step = str | int
MOST_NODES = 20_000
"""A few hundred make a long flow; aliases of aliases could ask for more than memory holds."""
MOST_LEVELS = 60

_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value")
)
_NULL = re.compile(r"(?:~|null|Null|NULL|)")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?")
_TRAPS: Sequence[tuple[str, re.Pattern[str]]] = (
    ("flow-trap-truth", re.compile(r"(?i:yes|no|on|off)")),
    ("flow-trap-time", re.compile(r"[-+]?[0-9]+(?::[0-9]{1,2})+(?:\.[0-9]*)?")),
    ("flow-trap-date", re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?")),
    (
        "flow-trap-number",
        re.compile(r"[-+]?(?:0[0-9_]+|[0-9][0-9]*_[0-9_]*|0[xob][0-9a-fA-F_]+)"),
    ),
)


def reads_otherwise(text: str) -> bool:
    """Whether some readers of YAML take this word, written without quotes, for something else than text."""
    return any(pattern.fullmatch(text) for _, pattern in _TRAPS)


@dataclass(slots=True)
class Piece:
    """One value of a document. `value` is a scalar, or holds pieces; `key_mark` is where its key stands."""

    value: Any
    mark: Mark
    key_mark: Mark

    @property
    def mapping(self) -> dict[str, "Piece"]:
        """The pieces of a mapping by key; empty where this is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list["Piece"]:
        """The pieces of a list; empty where this is no list."""
        return self.value if isinstance(self.value, list) else []

    def plain(self) -> Any:
        """The value as dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: piece.plain() for key, piece in self.value.items()}
        if isinstance(self.value, list):
            return [piece.plain() for piece in self.value]
        return self.value

    def at(self, path: Iterable[Step], *, key: bool = False) -> Mark:
        """Where the piece at `path` was written (its key with `key`), or the nearest piece around it."""
        here = self
        for step in path:
            below: Piece | None = None
            if isinstance(step, str):
                below = here.mapping.get(step)
            elif 0 <= step < len(here.items):
                below = here.items[step]
            if below is None:
                return here.mark
            here = below
        return here.key_mark if key else here.mark


def read_yaml(text: str, path: str) -> tuple[Piece, list[FlowProblem]]:
    """The document in `text`, and what YAML itself was misused for; raises `FlowErrors` if it cannot be read."""
    text = text.removeprefix("\ufeff")
    try:
        root = YAML(typ="rt").compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(str(error.problem or error.context or "").split())
        raise FlowErrors(
            [_unreadable(text, path, mark.line if mark else 0, mark.column if mark else 0, said)]
        ) from None
    except ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n"), error.position - (before.rfind("\n") + 1)
        raise FlowErrors([_unreadable(text, path, line, column, str(error.reason))]) from None
    except RecursionError:
        raise FlowErrors([FlowProblem(Mark(path, 1, 1), "flow-too-deep")]) from None
    except (YAMLError, ValueError, LookupError, AttributeError, TypeError, AssertionError, NotImplementedError):
        # what the parser stumbles over in malformed directives and tags instead of naming it
        raise FlowErrors([FlowProblem(Mark(path, 1, 1), "flow-yaml", {"said": "directives, tags"})]) from None
    if root is None:
        raise FlowErrors([FlowProblem(Mark(path, 1, 1), "flow-empty")])
    reader = _Reader(path)
    piece = reader.piece(root, None, 0)
    return piece, reader.problems


def _unreadable(text: str, path: str, line: int, column: int, said: str) -> FlowProblem:
    lines = text.splitlines() or [""]
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    return FlowProblem(Mark(path, line + 1, column + 1), "flow-yaml", {"said": said})


class _Reader:
    """Turns composed nodes into pieces and notes every problem on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[FlowProblem] = []
        self._left = MOST_NODES
        self._open: set[int] = set()

    def piece(self, node: Node, key: Node | None, depth: int) -> Piece:
        mark = self._mark(node)
        piece = Piece(None, mark, self._mark(key) if key is not None else mark)
        self._left -= 1
        if depth > MOST_LEVELS or self._left < 0 or id(node) in self._open:
            raise FlowErrors([*self.problems, FlowProblem(mark, "flow-too-deep")])
        if node.tag is not None and str(node.tag) not in _TAGS:
            self._note(mark, "flow-tag", tag=str(node.tag))
        self._open.add(id(node))
        if isinstance(node, MappingNode):
            piece.value = self._mapping(node, depth)
        elif isinstance(node, SequenceNode):
            piece.value = [self.piece(item, None, depth + 1) for item in node.value]
        elif isinstance(node, ScalarNode):
            piece.value = self._scalar(node)
        self._open.discard(id(node))
        return piece

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Piece]:
        found: dict[str, Piece] = {}
        for key, value in node.value:
            mark = self._mark(key)
            if not isinstance(key, ScalarNode):
                self._note(mark, "flow-key-not-text")
                continue
            if key.style is None and key.value == "<<":
                self._note(mark, "flow-merge-key")
                continue
            name = str(key.value)
            if key.style is None:
                self._warn_of_trap(key)
            if name in found:
                self._note(mark, "flow-key-twice", name=name, line=str(found[name].key_mark.line))
                continue
            found[name] = self.piece(value, key, depth + 1)
        return found

    def _scalar(self, node: ScalarNode) -> Any:
        text = str(node.value)
        if node.style is not None or self._warn_of_trap(node):
            return text
        if _NULL.fullmatch(text):
            return None
        if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return text.lower() == "true"
        if _INTEGER.fullmatch(text):
            return int(text)
        return float(text) if _DECIMAL.fullmatch(text) else text

    def _warn_of_trap(self, node: ScalarNode) -> bool:
        text = str(node.value)
        trap = next((key for key, pattern in _TRAPS if pattern.fullmatch(text)), None)
        if trap:
            self._note(self._mark(node), trap, text=text)
        return trap is not None

    def _mark(self, node: Node) -> Mark:
        return Mark(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def _note(self, mark: Mark, key: str, **params: str) -> None:
        self.problems.append(FlowProblem(mark, key, params))


def from_mapping(mapping: Mapping[str, Any], path: str) -> Piece:
    """A mapping that another reader took from a file, with its lines where that reader kept them.

    ruamel.yaml's own mappings know their lines and columns; of plain ones only the file is known (line 0).
    """
    return _adopt(mapping, Mark(path, *_start(mapping)), None)


def written_at(value: Any, mark: Mark) -> Piece:
    """A plain value that stands for what is written at this mark."""
    return _adopt(value, mark, None)


def _adopt(value: Any, mark: Mark, key_mark: Mark | None) -> Piece:
    piece = Piece(value, mark, key_mark or mark)
    if isinstance(value, Mapping):
        piece.value = {str(key): _adopt(child, *_marks(value, key, mark)) for key, child in value.items()}
    elif isinstance(value, Sequence) and not isinstance(value, str):
        piece.value = [_adopt(child, _marks(value, i, mark)[0], None) for i, child in enumerate(value)]
    elif isinstance(value, str):
        piece.value = str(value)
    return piece


def _start(value: Any) -> tuple[int, int]:
    place = getattr(value, "lc", None)
    return (place.line + 1, place.col + 1) if place is not None and place.line is not None else (0, 0)


def _marks(holder: Any, key: Any, around: Mark) -> tuple[Mark, Mark]:
    """Where the value and the key of one entry stand; the mark around them where nobody kept it."""
    entries: Mapping[Any, Sequence[int]] = getattr(getattr(holder, "lc", None), "data", None) or {}
    if key not in entries:
        return around, around
    entry = entries[key]
    start = Mark(around.path, entry[0] + 1, entry[1] + 1)
    value = Mark(around.path, entry[2] + 1, entry[3] + 1) if len(entry) >= 4 else start
    return value, start
