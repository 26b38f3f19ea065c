"""Flow files: a flow's YAML, or its id, or a mapping, becomes a checked `Flow` — or every problem at once.

`extends` is resolved here. YAML and its lines are left to `flow_source`, keys and values to `flow_shape`,
the meaning of the whole to `deliberation.flow.check`, sentences to `locales/`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.deliberation.flow import Flow
from bot.deliberation.flow.check import Finding, check, near
from bot.flow_law import law_in_force, write_in
from bot.flow_problems import FlowErrors, FlowProblem, Mark, in_order
from bot.flow_shape import to_flow
from bot.flow_source import Piece, from_mapping, read_yaml

__all__ = ["INLINE", "SHIPPED", "FlowErrors", "FlowLibrary", "FlowProblem", "LoadedFlow"]

SHIPPED = Path(__file__).parent.parent / "flows"
INLINE = "flow"
"""What a mapping without a file is called in front of its problems."""

_NULL_IS_AN_ANSWER = frozenset({"quorum", "pass", "close_at"})
"""Keys whose `null` says «none of it» instead of taking an inherited key away."""


@dataclass(frozen=True, slots=True)
class LoadedFlow:
    """A flow ready to run. `bases` are the files it extends, nearest first; `source` knows where all of it stands."""

    flow: Flow
    bases: tuple[str, ...]
    source: Piece
    warnings: tuple[FlowProblem, ...] = ()


class FlowLibrary:
    """Flows by id: the operator's files and folders first, then the shipped ones; the file `x.yaml` holds flow `x`."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self._paths = (*paths, SHIPPED)

    def ids(self) -> tuple[str, ...]:
        """Every id there is a file for, whether or not that file is sound."""
        return tuple(sorted({file.stem for path in self._paths for file in _files(path)}))

    def load(self, source: str | Path | Mapping[str, Any], origin: str = INLINE) -> LoadedFlow:
        """The flow with this id, in this file, or in this mapping; raises `FlowErrors` with all problems.

        `origin` names the file a mapping was taken from; its lines are kept where ruamel.yaml read it.
        """
        chain = _Chain(self)
        if isinstance(source, Mapping):
            document = chain.resolve(from_mapping(source, origin), None)
        elif isinstance(source, Path) or source.endswith((".yaml", ".yml")) or "/" in source:
            document = chain.read(Path(source))
        else:
            file = self.file_of(source)
            if file is None:
                params = {"flow": source, "near": near(source, self.ids()), "known": ", ".join(self.ids())}
                raise FlowErrors([FlowProblem(Mark(source), "flow-unknown", params)])
            document = chain.read(file)
            written = document.mapping.get("id")
            if written is not None and isinstance(written.value, str) and written.value != source:
                params = {"id": written.value, "file": source}
                chain.problems.append(FlowProblem(written.mark, "flow-id-is-not-its-file", params))
        return self._checked(document, chain)

    def find(self, flow_id: str) -> Flow | None:
        """The flow with exactly this id; None where there is no file for it or the file has problems."""
        if flow_id not in self.ids():
            return None
        try:
            return self.load(flow_id).flow
        except FlowErrors:
            return None

    def _checked(self, document: Piece, chain: "_Chain") -> LoadedFlow:
        law = law_in_force()
        write_in(document, law)
        flow, problems = to_flow(document)
        if flow is not None:
            known = {*self.ids(), flow.id}
            problems += [chain.placed(finding, document) for finding in check(flow, known, law)]
        explained = {problem.mark for problem in chain.problems}
        problems = [*chain.problems, *(problem for problem in problems if problem.mark not in explained)]
        if flow is None or not all(problem.warning for problem in problems):
            raise FlowErrors(problems)
        return LoadedFlow(flow, tuple(chain.bases), document, in_order(problems))

    def file_of(self, flow_id: str, without: Iterable[Path] = (), beside: Path | None = None) -> Path | None:
        """The first file that holds a flow, looking beside a file first and passing over some."""
        passed = {file.resolve() for file in without}
        paths = self._paths if beside is None else (beside.parent, *self._paths)
        for path in paths:
            for file in _files(path):
                if file.stem == flow_id and file.resolve() not in passed:
                    return file
        return None


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix in (".yaml", ".yml"))
    return [path] if path.is_file() else []


def _shown(path: Path) -> str:
    """A path as people write it: from the folder they are in, where it lies below."""
    absolute, here = path.absolute(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(path)


@dataclass(slots=True)
class _Chain:
    """One flow and what it extends, file by file."""

    library: FlowLibrary
    problems: list[FlowProblem] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    _read: list[Path] = field(default_factory=list)
    _dropped: dict[str, Mark] = field(default_factory=dict)

    def read(self, file: Path) -> Piece:
        """The document in a file, with what it extends."""
        self._read.append(file)
        name = _shown(file)
        try:
            text = file.read_bytes().decode("utf-8")
        except OSError:
            raise FlowErrors([FlowProblem(Mark(name), "flow-no-file")]) from None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise FlowErrors([FlowProblem(Mark(name, line, 1), "flow-not-utf8")]) from None
        piece, problems = read_yaml(text, name)
        self.problems += problems
        return self.resolve(piece, file)

    def resolve(self, piece: Piece, file: Path | None) -> Piece:
        """Merge a document over what it extends; `extends` and `drop` are gone from the result."""
        if not isinstance(piece.value, dict):
            raise FlowErrors([*self.problems, FlowProblem(piece.mark, "flow-not-a-mapping")])
        extends, drop = piece.value.pop("extends", None), piece.value.pop("drop", None)
        if extends is None:
            if drop is not None:
                self.problems.append(FlowProblem(drop.key_mark, "flow-drop-without-extends"))
            return piece
        base = self._base(extends, file)
        self._drop(drop, base)
        self._stages_known(piece, base)
        return _merge(base, piece)

    def _base(self, extends: Piece, file: Path | None) -> Piece:
        name = extends.value
        if not isinstance(name, str):
            raise FlowErrors([*self.problems, FlowProblem(extends.mark, "flow-extends-one")])
        found = self.library.file_of(name, without=self._read, beside=file)
        if found is None:
            if self.library.file_of(name, beside=file) is not None:
                problem = FlowProblem(extends.mark, "flow-extends-circle", {"flow": name})
            else:
                known = self.library.ids()
                params = {"flow": name, "near": near(name, known), "known": ", ".join(known)}
                problem = FlowProblem(extends.mark, "flow-unknown", params)
            raise FlowErrors([*self.problems, problem])
        self.bases.append(_shown(found))
        return self.read(found)

    def _drop(self, drop: Piece | None, base: Piece) -> None:
        if drop is None:
            return
        if not isinstance(drop.value, list):
            self.problems.append(FlowProblem(drop.mark, "flow-drop-list"))
        inherited = _stages(base)
        known = [_id(stage) for stage in inherited]
        for item in drop.items:
            name = str(item.value)
            if name not in known:
                params = {"stage": name, "near": near(name, known), "known": ", ".join(known)}
                self.problems.append(FlowProblem(item.mark, "flow-drop-unknown", params))
            self._dropped[name] = item.mark
        inherited[:] = [stage for stage in inherited if _id(stage) not in self._dropped]

    def _stages_known(self, piece: Piece, base: Piece) -> None:
        """A stage without a kind must be an inherited one; one that is inherited keeps its kind."""
        stages = _stages(piece)
        inherited = {_id(stage): stage for stage in _stages(base)}
        mine: set[str] = set()
        for stage in list(stages):
            name, kind = _id(stage), stage.mapping.get("kind")
            if name in mine:
                self.problems.append(FlowProblem(stage.mapping["id"].mark, "flow-stage-twice", {"stage": name}))
            elif name in inherited:
                was = inherited[name].mapping.get("kind")
                if kind is not None and was is not None and kind.value != was.value:
                    params = {"stage": name, "kind": str(was.value)}
                    self.problems.append(FlowProblem(kind.mark, "flow-kind-changed", params))
                    del stage.mapping["kind"]
            elif name and kind is None:
                params = {"stage": name, "near": near(name, inherited), "known": ", ".join(inherited)}
                self.problems.append(FlowProblem(stage.mapping["id"].mark, "flow-stage-not-inherited", params))
                stages.remove(stage)
            mine.add(name)

    def placed(self, finding: Finding, document: Piece) -> FlowProblem:
        """A finding with its place; a way to a stage that was dropped is a problem of the `drop`."""
        mark = document.at(finding.path, key=finding.on_key)
        gone = self._dropped.get(str(finding.params.get("stage")))
        if finding.key in ("flow-unknown-stage", "flow-unknown-effect") and gone is not None:
            at = finding.path[1]
            assert isinstance(at, int)
            source = _id(document.mapping["stages"].items[at])
            params = {"stage": str(finding.params["stage"]), "source": source, "outcome": str(finding.path[3])}
            return FlowProblem(gone, "flow-dropped-but-needed", params)
        return FlowProblem(mark, finding.key, finding.params, finding.warning)


def _stages(document: Piece) -> list[Piece]:
    stages = document.mapping.get("stages")
    return stages.items if stages is not None else []


def _id(stage: Piece) -> str:
    found = stage.mapping.get("id")
    return found.value if found is not None and isinstance(found.value, str) else ""


def _merge(base: Piece, over: Piece) -> Piece:
    """`over` upon `base`: mappings merge deeply, `null` takes a key away, everything else replaces."""
    merged = Piece(dict(base.mapping), over.mark, over.key_mark)
    for name, piece in over.mapping.items():
        below = merged.mapping.get(name)
        if piece.value is None and below is not None and name not in _NULL_IS_AN_ANSWER:
            del merged.mapping[name]
        elif name == "stages" and below is not None:
            merged.mapping[name] = _merge_stages(below, piece)
        elif below is not None and isinstance(below.value, dict) and isinstance(piece.value, dict):
            merged.mapping[name] = _merge(below, piece)
        else:
            merged.mapping[name] = piece
    return merged


def _merge_stages(base: Piece, over: Piece) -> Piece:
    """Stages merge by `id`; new ones come after the inherited."""
    if not isinstance(over.value, list) or not isinstance(base.value, list):
        return over
    merged = list(base.items)
    for stage in over.items:
        place = next((i for i, below in enumerate(merged) if _id(stage) and _id(below) == _id(stage)), None)
        if place is None:
            merged.append(stage)
        else:
            merged[place] = _merge(merged[place], stage)
    return Piece(merged, over.mark, over.key_mark)
