"""What a whole flow must satisfy beyond its shape: every stage is entered and left, every loop ends, and no
key contradicts another.

A finding says where in the document it belongs; file, line and sentence are left to `flow_files` and
`locales/`. What a rule must satisfy in itself is refused by `voting.rules` while it is read.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from difflib import get_close_matches

from bot.deliberation.durations import Duration, Unit
from bot.deliberation.flow import (
    Archive,
    Collect,
    Deliberate,
    Evaluate,
    Flow,
    Guard,
    Implement,
    LocaleText,
    Notice,
    Review,
    Screen,
    Stage,
    Vote,
    every_locale,
)
from bot.deliberation.flow.ways import EFFECTS, Way, ending, endless, hand_overs, reached, required, ways
from bot.deliberation.voting.matters import Law, below

Path = tuple[str | int, ...]
LOCALES = ("zh-CN", "zh-TW", "en")
"""The languages every text of a flow is given in, where it is given per locale."""

_GUARDS: Mapping[str, frozenset[str]] = {
    "collect": frozenset({"elapsed", "min_elapsed", "count", "manual"}),
    "screen": frozenset({"elapsed", "min_elapsed", "manual"}),
    "deliberate": frozenset({"elapsed", "min_elapsed", "manual", "concerns_answered", "budget_ok"}),
    "notice": frozenset({"elapsed", "min_elapsed", "no_open_objection", "publications_done"}),
    "implement": frozenset({"elapsed", "min_elapsed", "manual"}),
    "evaluate": frozenset({"elapsed", "min_elapsed", "manual"}),
    # a vote and a panel end at their close and never by hand, an archive is entered and done; what a panel writes
    # may have to be affordable from the first draft
    "vote": frozenset(),
    "review": frozenset({"budget_ok"}),
    "archive": frozenset(),
}
"""The guards that mean something where each kind ends."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: a message with parameters, at a path in the document (at its key with `on_key`)."""

    key: str
    path: Path
    params: Mapping[str, str | int] = field(default_factory=dict)
    on_key: bool = False
    warning: bool = False


NOTHING_NEAR = "nothing"


def near(word: str, known: Iterable[str]) -> str:
    """What `word` may have been meant to be, or `nothing`."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.7)), NOTHING_NEAR)


def check(flow: Flow, known_flows: Collection[str] | None = None, law: Law | None = None) -> list[Finding]:
    """Everything wrong with the meaning of a flow; `known_flows` are the ids a hand-over can reach.

    Without `known_flows` nothing is said about hand-overs, without `law` nothing about what owners must be asked.
    """
    found = [*_ways(flow), *_texts(flow), *_people(flow), *_standing(flow)]
    if law is not None:
        found += _floor(flow, law)
    for at, stage in enumerate(flow.stages):
        found += _stage(at, stage)
    found += [*_leaving(flow), *_funds(flow)]
    for over in hand_overs(flow):
        if known_flows is not None and over.flow not in known_flows:
            params = {"flow": over.flow, "near": near(over.flow, known_flows)}
            found.append(Finding("flow-absent", over.path, params, warning=True))
    return found


# --- ways ---------------------------------------------------------------------------------------------


def _ways(flow: Flow) -> Iterator[Finding]:
    ids = list(dict.fromkeys(stage.id for stage in flow.stages))
    for at, stage in enumerate(flow.stages):
        if any(stage.id == other.id for other in flow.stages[:at]):
            yield Finding("flow-stage-twice", ("stages", at, "id"), {"stage": stage.id})
    for at, stage in enumerate(flow.stages):
        yield from _outcomes(at, stage)
    found = ways(flow)
    for way in found:
        if way.target not in ids:
            key = "flow-unknown-effect" if "effects" in way.path else "flow-unknown-stage"
            known = [*EFFECTS, *ids] if "effects" in way.path else ids
            params = {"stage": way.target, "near": near(way.target, known), "known": ", ".join(known)}
            yield Finding(key, way.path, params)
    # from here on a stage that was only spelled wrong is the one that was meant
    found = [way if way.target in ids else replace(way, target=near(way.target, ids)) for way in found]
    for way in endless(flow, found):
        yield Finding("flow-endless", way.path, {"outcome": way.outcome, "stage": way.target})
    if all(stage.kind != "archive" for stage in flow.stages):
        yield Finding("flow-no-archive", ("stages",), on_key=True)
        return
    yield from _entered_and_left(flow, found)


def _entered_and_left(flow: Flow, found: list[Way]) -> Iterator[Finding]:
    entered, ends = reached(flow, found), ending(flow, found)
    # where a way leads to is not known, nothing can be said of its end
    ends |= {way.source for way in found if not flow.has_stage(way.target)}
    drafting = [at for at, stage in enumerate(flow.stages) if isinstance(stage, Deliberate) or _drafts(stage)]
    undrafted = reached(flow, found, around=drafting)
    ids = [stage.id for stage in flow.stages]
    for at, stage in enumerate(flow.stages):
        if at not in entered and stage.id not in ids[:at]:
            yield Finding("flow-unreachable", ("stages", at, "id"), {"stage": stage.id})
            # what only it leads to is explained by it
            entered |= reached(flow, found, start=at)
        elif at not in ends and stage.next:
            yield Finding("flow-dead-end", ("stages", at, "next"), {"stage": stage.id}, on_key=True)
        if at and isinstance(stage, Vote) and at in undrafted:
            yield Finding("flow-vote-without-motion", ("stages", at, "id"), {"stage": stage.id})


def _outcomes(at: int, stage: Stage) -> Iterator[Finding]:
    if isinstance(stage, Archive):
        if stage.next:
            yield Finding("flow-archive-next", ("stages", at, "next"), {"stage": stage.id}, on_key=True)
        return
    for outcome in stage.next:
        if outcome not in stage.outcomes:
            params = {
                "outcome": outcome,
                "kind": stage.kind,
                "near": near(outcome, stage.outcomes),
                "known": ", ".join(stage.outcomes),
            }
            yield Finding("flow-unknown-outcome", ("stages", at, "next", outcome), params, on_key=True)
    # an outcome that was only spelled wrong is not missing as well
    meant = {near(outcome, stage.outcomes) for outcome in stage.next} | stage.next.keys()
    missing = [outcome for outcome in stage.outcomes if outcome in required(stage) - meant]
    if missing:
        params = {"stage": stage.id, "outcomes": ", ".join(missing)}
        path: Path = ("stages", at, "next") if stage.next else ("stages", at, "id")
        yield Finding("flow-outcome-without-way", path, params, on_key=bool(stage.next))


# --- texts --------------------------------------------------------------------------------------------


def _texts(flow: Flow) -> Iterator[Finding]:
    if isinstance(flow.name, str):
        yield Finding("flow-name-per-locale", ("name",))
    texts: list[tuple[Path, LocaleText]] = [(("name",), flow.name)] if not isinstance(flow.name, str) else []
    texts += [(("header", name), getattr(flow.header, name)) for name in flow.header.model_fields_set]
    for at, stage in enumerate(flow.stages):
        given = stage.model_fields_set & {"label", "help", "form"}
        texts += [(("stages", at, name), getattr(stage, name)) for name in sorted(given)]
    for part, name, entries in (
        ("venue", "forms", flow.venue.forms),
        ("scope", "matters_allow", flow.scope.matters_allow),
        ("scope", "matters_deny", flow.scope.matters_deny),
    ):
        texts += [((part, name, nth), text) for nth, text in enumerate(entries)]
    for path, text in texts:
        if isinstance(text, str):
            if not text.strip():
                yield Finding("flow-text-empty", path, {"name": _key(path)})
            continue
        missing = [locale for locale in LOCALES if locale not in text]
        if missing:
            params = {"name": _key(path), "missing": ", ".join(missing)}
            yield Finding("flow-locale-missing", path, params)
        for locale, words in text.items():
            if not words.strip():
                yield Finding("flow-text-empty", (*path, locale), {"name": _key(path)})


def _key(path: Path) -> str:
    """The key a text stands under; of a list, the list's."""
    return next(str(step) for step in reversed(path) if isinstance(step, str))


# --- people and standing ------------------------------------------------------------------------------


def _people(flow: Flow) -> Iterator[Finding]:
    kinds = {stage.kind for stage in flow.stages}
    who = flow.participants
    if "collect" in kinds and not who.propose:
        yield Finding("flow-nobody-proposes", ("participants", "propose"))
    if "collect" in kinds and not flow.mechanism.anonymity:
        yield Finding("flow-nobody-proposes", ("mechanism", "anonymity"))
    if "deliberate" in kinds and not who.speak:
        yield Finding("flow-nobody-speaks", ("participants", "speak"))
    if any(_is_judged(stage) for stage in flow.stages) and not who.scrutinise:
        yield Finding("flow-nobody-rules", ("participants", "scrutinise"))
    named = {*who.propose, *who.speak, *who.moderate, *who.scrutinise}
    for at, stage in enumerate(flow.stages):
        if isinstance(stage, Deliberate) and stage.legal_check and "legal_adviser" not in named:
            yield Finding("flow-no-legal-adviser", ("stages", at, "legal_check"))
        for index, guard in enumerate(stage.guards()):
            for nth, role in enumerate(guard.manual.by if guard.manual else ()):
                if role not in who.moderate:
                    params = {"role": role, "known": ", ".join(who.moderate)}
                    path: Path = ("stages", at, "exit", "all", index, "manual", "by", nth)
                    yield Finding("flow-manual-by-nobody", path, params)
    allowed = {said for matter in flow.scope.matters_allow for said in every_locale(matter)}
    for index, matter in enumerate(flow.scope.matters_deny):
        both = next((said for said in every_locale(matter) if said in allowed), "")
        if both:
            yield Finding("flow-matter-both", ("scope", "matters_deny", index), {"matter": both})


def _standing(flow: Flow) -> Iterator[Finding]:
    votes = [(at, stage) for at, stage in enumerate(flow.stages) if isinstance(stage, Vote)]
    if flow.mechanism.legal_effect == "binding" and flow.standing != "owners":
        yield Finding("flow-binding-not-owners", ("mechanism", "legal_effect"), {"standing": flow.standing})
    if flow.standing == "owners" and all(stage.rule.electorate != "owner" for _, stage in votes):
        yield Finding("flow-owners-do-not-vote", ("standing",))
    for at, stage in votes:
        if flow.standing == "opinion" and stage.rule.quorum is not None:
            path: Path = ("stages", at, "rule", "quorum")
            yield Finding("flow-opinion-with-quorum", path, {"stage": stage.id}, on_key=True, warning=True)


def _floor(flow: Flow, law: Law) -> Iterator[Finding]:
    """What owners decide together is not decided by less than the law asks, unless a local rule is quoted."""
    for at, stage in enumerate(flow.stages):
        if not isinstance(stage, Vote) or stage.rule.electorate != "owner" or stage.rule.local_rule is not None:
            continue
        if stage.rule.matter is None and flow.standing != "owners":
            continue
        floor = law.floor(stage.rule)
        for name in below(stage.rule, floor):
            path: Path = ("stages", at, "rule", name)
            params: dict[str, str | int] = {"name": name, "source": law.source, "since": law.in_force_from.isoformat()}
            least = {"quorum": floor.quorum, "pass": floor.passing}.get(name)
            if least is None or least.head is None:
                yield Finding(f"flow-below-law-{name}", path, params, on_key=True)
            else:
                params |= {"op": least.head.op, "num": least.head.num, "den": least.head.den}
                yield Finding("flow-below-law", path, params, on_key=True)


# --- one stage ----------------------------------------------------------------------------------------


def _stage(at: int, stage: Stage) -> Iterator[Finding]:
    here: Path = ("stages", at)
    if stage.wait is not None and stage.gather == "each":
        yield Finding("flow-wait-for-nobody", (*here, "wait"), on_key=True)
    yield from _guards(here, stage)
    yield from _reminders(here, stage)
    match stage:
        case Collect():
            if not stage.accepts.fields:
                yield Finding("flow-empty-list", (*here, "accepts", "fields"), {"name": "fields"})
            elif stage.accepts.require_suggestion and "suggestion" not in stage.accepts.fields:
                yield Finding("flow-suggestion-not-asked", (*here, "accepts", "require_suggestion"))
        case Screen() if not stage.decisions:
            yield Finding("flow-empty-list", (*here, "decisions"), {"name": "decisions"})
        case Vote():
            if stage.touch_weekend and stage.close_at is None:
                yield Finding("flow-weekend-without-time", (*here, "touch_weekend"))
            yield from _grounds(here, stage)
        case Notice():
            if stage.publish is not None and _surely_longer(stage.publish.within, stage.period):
                params = {"within": str(stage.publish.within), "period": str(stage.period)}
                yield Finding("flow-publish-too-late", (*here, "publish", "within"), params)
            yield from _grounds(here, stage)
        case Implement() if not stage.accept_by:
            yield Finding("flow-empty-list", (*here, "accept_by"), {"name": "accept_by"})
        case Archive() if stage.ask_again is not None and not stage.share:
            yield Finding("flow-asks-unshared", (*here, "ask_again"), {"stage": stage.id})
        case _:
            pass


def _grounds(here: Path, stage: Notice | Vote) -> Iterator[Finding]:
    if stage.objections is None:
        return
    if not stage.objections.grounds:
        yield Finding("flow-no-grounds", (*here, "objections", "grounds"))
    for ground in stage.objections.effects:
        if ground not in stage.objections.grounds:
            path = (*here, "objections", "effects", ground)
            yield Finding("flow-effect-without-ground", path, {"ground": ground}, on_key=True)


def _is_judged(stage: Stage) -> bool:
    """Whether a stage has work that only scrutineers may do."""
    match stage:
        case Vote():
            return stage.objections is not None or stage.certify > 0
        case Notice():
            return stage.objections is not None or stage.remark
        case _:
            return False


def _leaving(flow: Flow) -> Iterator[Finding]:
    """What leaves a screening one by one and is then made to wait for the others might as well have stayed."""
    for at, stage in enumerate(flow.stages):
        way = stage.next.get("accepted")
        if isinstance(stage, Screen) and stage.leave == "each" and way is not None and way.goto is not None:
            following = next((other for other in flow.stages if other.id == way.goto), None)
            if following is not None and following.gather == "together":
                params = {"stage": following.id}
                yield Finding("flow-leaves-to-wait", ("stages", at, "leave"), params, on_key=True, warning=True)


def _drafts(stage: Stage) -> bool:
    return isinstance(stage, Review) and stage.drafts


def _guards(here: Path, stage: Stage) -> Iterator[Finding]:
    lasts = _lasts(stage)
    for index, guard in enumerate(stage.guards()):
        name = next(name for name in type(guard).model_fields if getattr(guard, name) is not None)
        path: Path = (*here, "exit", "all", index, name)
        if name not in _GUARDS.get(stage.kind, _GUARDS["screen"]):
            known = ", ".join(sorted(_GUARDS.get(stage.kind, ()))) or "none"
            yield Finding("flow-guard-of-other-kind", path, {"guard": name, "kind": stage.kind, "known": known}, True)
        elif name == "no_open_objection" and isinstance(stage, Notice) and stage.objections is None:
            yield Finding("flow-guard-without-objections", path, on_key=True)
        elif name == "publications_done" and isinstance(stage, Notice) and stage.publish is None:
            yield Finding("flow-guard-without-publish", path, on_key=True)
        elif lasts is not None and (least := _time_of(guard)) is not None and _surely_longer(least, lasts[1]):
            params = {"guard": name, "duration": str(least), "name": lasts[0], "limit": str(lasts[1])}
            yield Finding("flow-guard-too-long", path, params)


def _funds(flow: Flow) -> Iterator[Finding]:
    """Money is asked about where a vote further on decides on that money."""
    spent = {stage.rule.fund for stage in flow.stages if isinstance(stage, Vote)}
    for at, stage in enumerate(flow.stages):
        for index, guard in enumerate(stage.guards()):
            if guard.budget_ok is not None and guard.budget_ok.fund not in spent:
                path: Path = ("stages", at, "exit", "all", index, "budget_ok")
                yield Finding("flow-guard-without-fund", path, {"fund": guard.budget_ok.fund}, on_key=True)


def _reminders(here: Path, stage: Stage) -> Iterator[Finding]:
    lasts = _lasts(stage)
    for index, reminder in enumerate(stage.remind):
        path: Path = (*here, "remind", index)
        if lasts is None:
            yield Finding("flow-reminds-of-nothing", path, {"kind": stage.kind})
        elif reminder.endswith("%"):
            if int(reminder[:-1]) == 0:
                yield Finding("flow-reminder-at-once", path, {"reminder": reminder})
        elif not int(reminder[1:-1]):
            yield Finding("flow-reminder-at-once", path, {"reminder": reminder})
        elif _surely_longer(Duration.parse(reminder[1:]), lasts[1]):
            params = {"reminder": reminder, "name": lasts[0], "limit": str(lasts[1])}
            yield Finding("flow-reminder-outside", path, params)


def _time_of(guard: Guard) -> Duration | None:
    return guard.elapsed or guard.min_elapsed


def _lasts(stage: Stage) -> tuple[str, Duration] | None:
    """The key that says how long the stage lasts, and what it says; None for kinds without one time."""
    match stage:
        case Collect() | Review() | Vote() | Evaluate():
            return "window", stage.window
        case Screen():
            return "sla", stage.sla
        case Deliberate():
            return "limit", stage.limit
        case Notice():
            return "period", stage.period
        case _:
            return None


def _surely_longer(one: Duration, other: Duration) -> bool:
    """Whether `one` is longer than `other` on any calendar: rest days and months are given their extremes."""
    return _days(one, least=True) > _days(other, least=False)


def _days(duration: Duration, *, least: bool) -> timedelta:
    if duration.is_exact:
        return duration.exact()
    if duration.unit is Unit.MONTH:
        return timedelta(days=duration.count * (28 if least else 31))
    # the longest rest between two working days is a festival of about nine days
    return timedelta(days=duration.count if least else 2 * duration.count + 9)
