"""Reading a story: a YAML file becomes a `Script` that knows the line of every step, or every problem at once.

Problems are told as those of flow files are (`flow_problems`), in the words of the locales. What a step means is
left to `script`, whether it can be played to `runner`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML

from bot.deliberation.flaw import Flaw
from bot.deliberation.flow.check import near
from bot.flow_files import FlowLibrary, LoadedFlow
from bot.flow_problems import FlowErrors, FlowProblem, Mark
from bot.flow_source import Piece, Step, read_yaml
from bot.rehearsal.script import (
    PRIVATE,
    CalendarSetting,
    CommunitySetting,
    FaultSetting,
    GroupSetting,
    PersonSetting,
    Record,
    RollLine,
    Script,
)
from bot.rehearsal.script import Step as ScriptStep

PARTS: Mapping[str, type[BaseModel]] = {
    "community": CommunitySetting,
    "calendar": CalendarSetting,
    "roll": RollLine,
    "people": PersonSetting,
    "groups": GroupSetting,
    "steps": ScriptStep,
    "fault": FaultSetting,
    "record": Record,
}
"""The parts of the format by the key they stand under."""

_ON = "on"
"""YAML 1.1 takes this key of a step for a truth value; YAML 1.2, which is read here, does not."""


@dataclass(frozen=True, slots=True)
class Story:
    """A script, where its steps stand, and its flow where it brings one of its own."""

    script: Script
    path: str
    marks: tuple[Mark, ...]
    """Where each step begins."""
    own_flow: LoadedFlow | None = None


def read_story(path: Path) -> Story:
    """Raises `FlowErrors` with everything that is wrong, flow included."""
    shown = _shown(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError:
        raise FlowErrors([FlowProblem(Mark(shown), "flow-no-file")]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FlowErrors([FlowProblem(Mark(shown, line, 1), "flow-not-utf8")]) from None
    return story_from(text, shown, path.parent)


def story_from(text: str, path: str, folder: Path) -> Story:
    """The story in `text`; `path` names it in problems, flow files are looked for in `folder`."""
    piece, problems = read_yaml(text, path)
    problems = [p for p in problems if not (p.key == "flow-trap-truth" and p.params.get("text") == _ON)]
    if not isinstance(piece.value, dict):
        raise FlowErrors([*problems, FlowProblem(piece.mark, "flow-not-a-mapping")])
    try:
        script = Script.model_validate(piece.plain(), by_alias=True, by_name=False)
    except ValidationError as error:
        details = error.errors(include_url=False)
        paths = [_path(detail["loc"], piece) for detail in details]
        # a union is tried branch by branch; what is said deeper inside is what the author meant
        found = [
            _problem(detail, path, piece)
            for detail, path in zip(details, paths, strict=True)
            if not any(len(other) > len(path) and other[: len(path)] == path for other in paths)
        ]
        raise FlowErrors([*problems, *found]) from None
    problems += _contradictions(script, piece)
    if problems:
        raise FlowErrors(problems)
    marks = tuple(item.mark for item in piece.mapping["steps"].items)
    return Story(script, path, marks, _own_flow(script, text, path, folder))


def _own_flow(script: Script, text: str, path: str, folder: Path) -> LoadedFlow | None:
    """The flow of the story: one of the shipped ones needs nothing, a file or a mapping is read and checked."""
    if script.flow is None:
        return None
    library = FlowLibrary([folder])
    if isinstance(script.flow, str):
        if script.flow.endswith((".yaml", ".yml")):
            return library.load(folder / script.flow)
        library.load(script.flow)
        return None
    return library.load(YAML(typ="rt").load(text)["flow"], path)


def _shown(path: Path) -> str:
    absolute, here = path.absolute(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(path)


def _contradictions(script: Script, piece: Piece) -> list[FlowProblem]:
    """Names nobody has, doors that are not on the roll, time that runs backwards."""
    found = list[FlowProblem]()
    people = {*script.people, *(line.representative for line in script.households_filled())}
    doors = {line.household or line.unit for lines in script.rolls().values() for line in lines}
    scopes = {name for line in script.tree for name in line.values()}
    groups = {script.group_title, *script.groups}
    topics = {topic for group in script.groups.values() for topic in group.topics}

    def note(path: Sequence[Step], key: str, name: str, known: set[str]) -> None:
        params = {"name": name, "near": near(name, known), "known": ", ".join(sorted(known)[:12])}
        found.append(FlowProblem(piece.at(path), key, params))

    for name, person in script.people.items():
        for field in ("binds", "tenant", "family"):
            door = getattr(person, field)
            if door and door not in doors:
                note(("people", name, field), "script-door", door, doors)
    if script.community is not None and script.community.at and script.community.at not in scopes:
        note(("community", "at"), "script-nowhere", script.community.at, scopes)
    for title, group in script.groups.items():
        if group.at and group.at not in scopes:
            note(("groups", title, "at"), "script-nowhere", group.at, scopes)
        for i, name in enumerate(group.members):
            if name not in people:
                note(("groups", title, "members", i), "script-nobody", name, people)
    now = script.start
    for i, step in enumerate(script.steps):
        for name in (*step.who, *step.told, *step.not_told):
            if name not in people:
                note(("steps", i), "script-nobody", name, people)
        named = {name: getattr(step, name) for name in ("joins", "leaves", "kicks", "invites", "migrates")}
        places = [
            (("in",), step.place, {PRIVATE, *groups}),
            (("topic",), step.topic, topics),
            *(((name,), place, groups) for name, place in named.items()),
            (("fault", "in"), step.fault.place if step.fault is not None else "", groups),
        ]
        for path, place, known in places:
            if place and place not in known:
                note(("steps", i, *path), "script-nowhere", place, known)
        if step.at is not None and step.at < now:
            found.append(
                FlowProblem(piece.at(("steps", i, "at")), "script-backwards", {"before": f"{now:%m-%d %H:%M:%S}"})
            )
        now = step.at or now
    return found


def _problem(detail: ErrorDetails, path: list[Step], document: Piece) -> FlowProblem:
    """One pydantic error, led back to its place in the file."""
    kind, value, ctx = detail["type"], detail["input"], detail.get("ctx", {})
    name = str(path[-1]) if path else ""
    if isinstance(flaw := ctx.get("error"), Flaw):
        return FlowProblem(document.at(path), flaw.key, dict(flaw.params))
    if kind == "extra_forbidden":
        known = list(keys_of(_holder(path)))
        params: dict[str, str | int] = {"name": name, "near": near(name, known), "known": ", ".join(known)}
        return FlowProblem(document.at(path, key=True), "flow-unknown-key", params)
    if kind == "missing":
        return FlowProblem(document.at(path), "flow-missing-key", {"name": str(detail["loc"][-1])})
    if kind in ("literal_error", "enum"):
        known = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
        said = str(value)[:40]
        params = {"value": said, "near": near(said, known), "known": ", ".join(known)}
        return FlowProblem(document.at(path), "flow-unknown-value", params)
    return FlowProblem(document.at(path), "flow-wrong-value", {"value": str(value)[:40]})


def _path(loc: Sequence[str | int], document: Piece) -> list[Step]:
    """A pydantic location as keys of the file: names of branches («str», «[key]») are left out."""
    path, here = list[Step](), document
    for step in loc:
        below = here.mapping.get(step) if isinstance(step, str) else None
        if isinstance(step, int) and 0 <= step < len(here.items):
            below = here.items[step]
        if below is not None:
            path.append(step)
            here = below
    return path


def _holder(path: Sequence[Step]) -> type[BaseModel]:
    """The part of the format whose key the last step is."""
    return next((PARTS[str(step)] for step in reversed(path[:-1]) if step in PARTS), Script)


def keys_of(model: type[BaseModel]) -> Mapping[str, Any]:
    """The keys of one part of the format as they are written, for the reference page's test."""
    return {field.alias or name: field for name, field in model.model_fields.items()}
