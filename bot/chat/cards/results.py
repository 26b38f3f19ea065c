"""What a decision came to: the result post, its count sheet, and what it means that it stands.

Advice is never called a decision, a majority of unverified accounts never «passed» (DESIGN.md §5, §9). How a
count is made is left to `voting`, the record for export to `documents`.
"""

from bot.chat.cards.figures import (
    area_of,
    checks_of,
    choices_of,
    electors,
    figure,
    mark,
    rule_of,
    whole_percent,
)
from bot.chat.cards.parts import (
    LISTED,
    button,
    crumbs,
    esc,
    fate,
    lines,
    listed,
    motion_title,
    short,
    standing,
    title_of,
    until,
)
from bot.chat.cards.registry import Args, of_case
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask
from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import Figures, percent
from bot.deliberation.model import Decision, Motion
from bot.i18n import Words

PAGE = 3000
"""Characters of a full text shown at once."""


def is_opinion(case: CaseFile, decision: Decision) -> bool:
    """Nobody's right to vote was checked: accounts were counted, and no roll says out of how many."""
    return rule_of(case, decision).electorate == "member"


def outcome_words(case: CaseFile, decision: Decision, words: Words) -> str:
    return words(f"opinion-{decision.outcome}") if is_opinion(case, decision) else words(f"outcome-{decision.outcome}")


def summary(case: CaseFile, decision: Decision, words: Words) -> list[str]:
    """The lines of a result: outcome with its standing, turnout, choices, what was asked for."""
    motion = case.motions[decision.motion_id]
    title, round_ = motion_title(case, motion, words), case.round(decision.round_id)
    came = figure(decision, "participating")
    chosen = words.enumeration(
        words(f"tallied-{name}", count=figures.heads) for name, figures in choices_of(case, decision).items()
    )
    if is_opinion(case, decision):
        return [
            words("result-opinion-head", title=title, crumbs=crumbs(case, case.stage(round_), words)),
            words("result-opinion", count=came.heads, outcome=words(f"opinion-{decision.outcome}")),
            chosen,
            standing(case, words),
        ]
    outcome = words(f"outcome-{decision.outcome}")
    return [
        words("result-head", title=title, outcome=outcome, standing=standing(case, words)),
        words("result-recounted") if decision.state == "recounted" else "",
        words("result-void") if decision.state == "void" else "",
        *_turnout(case, decision, came, words),
        chosen,
        *_passing(case, decision, words),
        words("result-why", reason=why(decision, words)) if decision.outcome != "passed" else "",
    ]


def _turnout(case: CaseFile, decision: Decision, came: Figures, words: Words) -> list[str]:
    rule = rule_of(case, decision)
    whole = electors(rule, figure(decision, "electorate").heads, words)
    found = []
    for check in checks_of(decision, "quorum"):
        sign = mark(bool(check["met"]), words)
        if check["measure"] == "heads":
            needed = electors(rule, int(check["needed"]), words)
            found.append(
                words("result-turnout", whole=whole, came=electors(rule, came.heads, words), needed=needed, mark=sign)
            )
        else:
            part = whole_percent(int(check["votes"]), int(check["base"]))
            found.append(words("result-turnout-area", percent=part, mark=sign))
    return found or [words("result-turnout-free", whole=whole, came=electors(rule, came.heads, words))]


def _passing(case: CaseFile, decision: Decision, words: Words) -> list[str]:
    rule = rule_of(case, decision)
    if decision.outcome == "inquorate":
        return []
    found = []
    for check in checks_of(decision, "passing"):
        sign = mark(bool(check["met"]), words)
        if check["measure"] == "heads":
            found.append(words("result-needed", needed=electors(rule, int(check["needed"]), words), mark=sign))
        else:
            part = whole_percent(int(check["votes"]), int(check["base"]))
            found.append(words("result-needed-area", percent=part, mark=sign))
    return found


def why(decision: Decision, words: Words) -> str:
    """The rule's reason in words (`verdict-…`); areas as m²."""
    params = {name: value for name, value in decision.reason.items() if name != "key"}
    if params.get("measure") == "area":
        params |= {name: words.area(int(params[name])) for name in ("votes", "needed") if name in params}
    return words(str(decision.reason["key"]), **params)


def button_counts(case: CaseFile, decision: Decision, words: Words) -> Button:
    return button(words("button-counts"), Ask("counts", case.session.id, decision.id))


@of_case("result")
def result(case: CaseFile, args: Args, words: Words) -> Message:
    decision = case.decisions[args.id("decision")]
    text = lines(*summary(case, decision, words), _what_now(case, decision, words))
    mine = button(words("button-my-ballot"), Ask("receipt", case.session.id, decision.motion_id))
    return Message(text, ((mine, button_counts(case, decision, words)),))


def _what_now(case: CaseFile, decision: Decision, words: Words) -> str:
    """Where the flow leads from here, so that nobody has to ask."""
    transition = case.stage(case.round(decision.round_id)).next.get(decision.outcome)
    if transition is None or transition.goto is None:
        return ""
    later = [r for r in case.rounds.values() if r.entered_at >= decision.closed_at and r.id != decision.round_id]
    stages = {r.stage_id for r in later if set(r.members) & set(decision.issues) or not decision.issues}
    target = next((s for s in (transition.goto, transition.otherwise) if s in stages), transition.goto)
    stage = case.flow.stage(target)
    return "" if stage.kind == "archive" else words("result-next", stage=esc(words.pick(stage.label) or stage.id))


@of_case("decision-stands")
def decision_stands(case: CaseFile, args: Args, words: Words) -> Message:
    decision = case.decisions[args.id("decision")]
    motion = case.motions[decision.motion_id]
    text = lines(
        words("stands-head", title=motion_title(case, motion, words), outcome=outcome_words(case, decision, words)),
        words("stands-no-objection"),
        words("stands-since", when=until(case, decision.effective_at, words), standing=standing(case, words)),
    )
    return Message(text, ((button_counts(case, decision, words),),))


@of_case("counts")
def counts(case: CaseFile, args: Args, words: Words) -> Message:
    """The count sheet: heads in full and exact areas, for those who ask for it."""
    decision = case.decisions[args.id("decision")]
    motion = case.motions[decision.motion_id]
    came, whole = figure(decision, "participating"), figure(decision, "electorate")
    with_area = bool(whole.area)
    entries = [
        words(
            "counts-line",
            choice=words(f"choice-{name}"),
            count=figures.heads,
            percent=percent(figures.heads, came.heads),
            area=area_of(figures, words) if with_area else "",
            shown="yes" if with_area else "no",
        )
        for name, figures in choices_of(case, decision).items()
    ]
    late = case.counts.get(("late", motion.id, decision.round_id), {})
    text = lines(
        words("counts-head", number=esc(decision.number), title=motion_title(case, motion, words)),
        words("counts-outcome", outcome=outcome_words(case, decision, words), standing=standing(case, words)),
        words(
            "counts-when", opened=until(case, decision.opened_at, words), closed=until(case, decision.closed_at, words)
        ),
        words("counts-electorate", count=whole.heads, area=area_of(whole, words), shown="yes" if with_area else "no")
        if whole.heads
        else words("counts-unverified"),
        words("counts-came", count=came.heads, area=area_of(came, words), shown="yes" if with_area else "no"),
        *entries,
        words("counts-late", count=sum(f.heads for f in late.values())) if late else "",
        words("counts-hash", hash=esc(motion.hash[:16])) if motion.hash else "",
        words("counts-secret"),
    )
    full = button(words("button-full-text"), Ask("full-text", case.session.id, motion.id))
    return Message(text, ((full,),))


@of_case("full-text")
def full_text(case: CaseFile, args: Args, words: Words) -> Message:
    """The exact text of a motion, a page at a time, with its concerns and their answers on the last one."""
    motion = case.motions[args.id("motion")]
    pages = [motion.text[i : i + PAGE] for i in range(0, len(motion.text), PAGE)] or [""]
    page = min(int(args.text("extra") or 0), len(pages) - 1)
    last = page == len(pages) - 1
    text = lines(
        words("full-head", title=motion_title(case, motion, words), version=motion.version),
        words("full-page", page=page + 1, pages=len(pages)) if len(pages) > 1 else "",
        f"<blockquote>{esc(pages[page])}</blockquote>",
        *(_concerns(case, motion, words) if last else []),
        words("counts-hash", hash=esc(motion.hash[:16])) if last and motion.hash else "",
        standing(case, words),
    )
    others = sorted(
        (m for m in case.motions.values() if m.round_id == motion.round_id and m.state != "void"), key=lambda m: m.id
    )
    session, found = case.session.id, []
    if not last:
        found.append(button(words("button-next-page"), Ask("full-text", session, motion.id, str(page + 1))))
    found += [
        button(words("button-other-motion", number=number), Ask("full-text", session, other.id))
        for number, other in enumerate(others[:8], 1)
        if other.id != motion.id
    ]
    return Message(text, tuple((b,) for b in found[:1]) + ((tuple(found[1:8]),) if found[1:] else ()))


def _concerns(case: CaseFile, motion: Motion, words: Words) -> list[str]:
    """What was said against it and what was answered, without names."""
    found = [
        e
        for e in case.entries.values()
        if e.round_id == motion.round_id and e.kind == "concern" and e.state in ("answered", "overridden", "open")
    ]
    said = [
        words("full-concern", text=short(e.text, 80), answer=short(e.answer, 80))
        if e.state == "answered"
        else words("full-unanswered", text=short(e.text, 80))
        for e in found
    ]
    return [listed(said, words, 5)] if said else []


@of_case("record")
def record(case: CaseFile, _args: Args, words: Words) -> Message:
    """The whole session at a glance: issues and what became of each, decisions, tasks."""
    issues = sorted((i for i in case.issues.values() if i.position), key=lambda issue: issue.position)
    decisions = sorted(case.decisions.values(), key=lambda decision: decision.id)
    text = lines(
        words("record-head", number=esc(case.session.number), name=esc(words.pick(case.flow.name))),
        words("record-standing", standing=standing(case, words), state=words(f"session-{case.session.state.value}")),
        listed(
            [
                words("record-issue", number=i.position, title=title_of(i, words), state=fate(case, i, words))
                for i in issues
            ],
            words,
            LISTED,
        ),
        listed(
            [
                words(
                    "record-decision",
                    number=esc(d.number),
                    title=motion_title(case, case.motions[d.motion_id], words),
                    outcome=outcome_words(case, d, words),
                )
                for d in decisions
            ],
            words,
            LISTED,
        ),
        words("record-tasks", count=len(case.tasks), done=sum(1 for t in case.tasks.values() if t.state == "accepted"))
        if case.tasks
        else "",
        words("record-chain", head=esc(case.session.chain_head[:16])) if case.session.chain_head else "",
    )
    found = [
        button(words("button-counts-of", number=d.number), Ask("counts", case.session.id, d.id)) for d in decisions[:6]
    ]
    return Message(text, tuple((b,) for b in found))
