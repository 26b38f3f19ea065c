"""Flows drawn: as a Mermaid chart, as lines for a terminal or a phone, and as YAML with every default written.

Everything is made from the `Flow` alone; nothing here is kept in step with the stages by hand.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from bot.deliberation.flow import Archive, Flow, LocaleText, Notice, Stage, Transition, Vote
from bot.deliberation.flow.ways import EFFECTS
from bot.flow_source import reads_otherwise

_KEPT_NULLS = frozenset({"quorum", "pass", "close_at"})


def _pick(text: LocaleText, locale: str) -> str:
    """A text of a flow in this locale, else in the first there is."""
    if isinstance(text, str):
        return text
    return text.get(locale) or next(iter(text.values()), "")


def draw_mermaid(flow: Flow, locale: str = "zh-CN") -> str:
    """A Mermaid `flowchart TD`: stages as boxes, outcomes on the arrows, `≤1` where loops are limited."""
    lines = ["flowchart TD", f'  start(["{_safe(_pick(flow.name, locale))}"]) --> {_node(flow.stages[0].id)}']
    for stage in flow.stages:
        opening, closing = ('(["', '"])') if isinstance(stage, Archive) else ('["', '"]')
        title = _safe(_pick(stage.label, locale)) or stage.id
        lines.append(f"  {_node(stage.id)}{opening}{title}<br/>{stage.id} · {stage.kind}{closing}")
    others: dict[str, str] = {}
    for stage in flow.stages:
        grouped: dict[tuple[str, str], list[str]] = {}
        for arrow, target, outcome in _arrows(stage, others):
            grouped.setdefault((arrow, target), []).append(outcome)
        for (arrow, target), outcomes in grouped.items():
            lines.append(f'  {_node(stage.id)} {arrow}|"{"<br/>".join(outcomes)}"| {target}')
    lines += [f'  {node}[["{_safe(name)}"]]' for name, node in others.items()]
    return "\n".join(lines) + "\n"


def _arrows(stage: Stage, others: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Every arrow out of a stage: its stroke, its target and its words."""
    for outcome, way in stage.next.items():
        if way.goto is not None:
            limit = f" ≤{way.max_loops}" if way.max_loops else ""
            yield "-->", _node(way.goto), outcome + limit
        if way.otherwise is not None:
            yield "-.->", _node(way.otherwise), f"{outcome} &gt;{way.max_loops}"
        if way.flow is not None:
            other = others.setdefault(way.flow, f"flow_{len(others) + 1}")
            yield "==>", other, outcome
            if way.return_ is not None:
                yield "-.->", _node(way.return_), f"{outcome} ↩ {way.flow}"
    yield from (("-->", _node(target), f"objection_upheld: {ground}") for ground, target in _effects(stage))


def _effects(stage: Stage) -> Iterator[tuple[str, str]]:
    if isinstance(stage, Notice | Vote) and stage.objections:
        for ground, effect in stage.objections.effects.items():
            if effect not in EFFECTS:
                yield ground, effect


def _node(stage_id: str) -> str:
    # `end` and the like are words of Mermaid's own
    return "s_" + stage_id.replace("-", "_")


def _safe(text: str) -> str:
    return " ".join(text.replace('"', "'").replace("<", "‹").replace(">", "›").split())


def draw_text(flow: Flow, locale: str = "zh-CN") -> str:
    """A numbered list of stages with their ways out, narrow enough for a phone.

    `→` leads on, `↑` back, `×1 →` after so many loops, `⇒` to another flow, `↩` back from it, `■` ends.
    """
    number = {stage.id: at for at, stage in reversed(list(enumerate(flow.stages, 1)))}
    width = len(str(len(flow.stages)))

    def target(stage_id: str, at: int) -> str:
        place = number.get(stage_id, 0)
        name = next((_pick(stage.label, locale) for stage in flow.stages if stage.id == stage_id), "")
        return f"{'↑' if place <= at else '→'} {place} {name or stage_id}"

    lines = [f"{_pick(flow.name, locale)} · {flow.id} v{flow.version} · {flow.standing}"]
    for at, stage in enumerate(flow.stages, 1):
        title = _pick(stage.label, locale)
        end = " ■" if isinstance(stage, Archive) else ""
        lines.append(f"{at:>{width}} {title or stage.id} · {stage.id} · {stage.kind}{_times(stage)}{end}")
        column = max((len(outcome) for outcome in stage.next), default=0)
        for outcome, way in stage.next.items():
            lines.append(f"{' ' * width} {outcome:<{column}} {_way(way, at, target)}")
        for ground, effect in _effects(stage):
            lines.append(f"{' ' * width} ({ground}) {target(effect, at)}")
    return "\n".join(lines) + "\n"


def _way(way: Transition, at: int, target: Any) -> str:
    if way.flow is not None:
        back = f" ↩ {target(way.return_, at)[2:]}" if way.return_ else ""
        return f"⇒ {way.flow}{back}"
    assert way.goto is not None
    if way.otherwise is None:
        return str(target(way.goto, at))
    return f"{target(way.goto, at)} ×{way.max_loops} {target(way.otherwise, at)}"


def _times(stage: Stage) -> str:
    lasts = next((getattr(stage, name) for name in ("window", "limit", "sla", "period") if hasattr(stage, name)), None)
    close_at = getattr(stage, "close_at", None)
    return (f" · {lasts}" if lasts else "") + (f" → {close_at}" if close_at else "")


class _Written(RoundTripRepresenter):
    """Writes `null` where nothing would be easy to overlook."""


_Written.add_representer(type(None), lambda out, _: out.represent_scalar("tag:yaml.org,2002:null", "null"))


def effective_yaml(flow: Flow) -> str:
    """The effective flow as YAML, defaults written out, in the order of the vocabulary.

    Read again as a file it is the same flow, with the same hash, whichever reader of YAML takes it.
    """
    document = _tidy(flow.model_dump(mode="json", by_alias=True))
    yaml = YAML()
    yaml.Representer = _Written
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    text = io.StringIO()
    yaml.dump(document, text)
    return text.getvalue()


def _tidy(value: Any) -> Any:
    """Without keys that say nothing, with short transitions, and with quotes where YAML 1.1 would misread."""
    if isinstance(value, Mapping):
        given = {key: each for key, each in value.items() if each not in (None, "") or key in _KEPT_NULLS}
        if set(value) >= {"goto", "max_loops", "else"} and set(given) == {"goto"}:
            return given["goto"]
        return {_tidy(key): _tidy(given[key]) for key in sorted(given, key=_rank)}
    if isinstance(value, list):
        return [_tidy(each) for each in value]
    return DoubleQuotedScalarString(value) if isinstance(value, str) and reads_otherwise(value) else value


def _rank(key: str) -> int:
    """A stage begins with what it is and ends with where it leads; all else stays in its order."""
    return {"id": 0, "kind": 1, "exit": 3, "next": 4}.get(key, 2)
