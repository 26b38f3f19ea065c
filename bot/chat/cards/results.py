"""What a decision came to: the result post, its count sheet, and what it means that it stands.

Advice is never called a decision, a majority of unverified accounts never «passed» (DESIGN.md §5, §9). How a
count is made is left to `voting`, the record for export to `documents`.
"""

from collections.abc import Mapping
from typing import Any

from bot.chat.cards import choices, secrecy
from bot.chat.cards.figures import (
    area_of,
    checks_of,
    choices_of,
    electors,
    figure,
    is_points,
    mark,
    share,
    whole_percent,
)
from bot.chat.cards.parts import (
    LISTED,
    button,
    crumbs,
    esc,
    fate,
    is_closed_to,
    lines,
    listed,
    motion_title,
    short,
    standing,
    title_of,
    until,
)
from bot.chat.cards.reasons import choice_name, in_words, tallied
from bot.chat.cards.registry import Args, of_case
from bot.chat.cards.tellers import brought, ways_line
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask
from bot.deliberation.ballots.striking import struck
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests.certifying import is_preliminary, needed, signatures
from bot.deliberation.contests.objections import waiting
from bot.deliberation.figures import Figures, percent
from bot.deliberation.model import Decision, Motion, RoundState
from bot.deliberation.stages.vote import rule_behind, rule_in
from bot.deliberation.voting.paper import ABSTAIN
from bot.deliberation.voting.shares import Parts, Share
from bot.i18n import Words

PAGE = 3000
"""Characters of a full text shown at once."""
STEPS = 30
"""Steps of a count on its sheet; every step is in the record."""
DIGEST = 12
"""Characters of the digest told with a result, in groups of four; `youshi verify --digest` takes them."""


def is_opinion(case: CaseFile, decision: Decision) -> bool:
    """Nobody's right to vote was checked: accounts were counted, and no roll says out of how many."""
    return rule_behind(case, decision).electorate == "member"


def outcome_words(case: CaseFile, decision: Decision, words: Words) -> str:
    """What it came to; while signatures or a ruling are missing, that this is preliminary."""
    found = _outcome(case, decision, words)
    if not is_preliminary(case, decision):
        return found
    return words("outcome-preliminary", outcome=found, kind="said" if is_opinion(case, decision) else decision.outcome)


def certified(case: CaseFile, decision: Decision, words: Words) -> str:
    """«初步结果·待监票,已签 1/2», «2 位监票人已签字»; nothing where nobody has to sign."""
    signed, of = len(signatures(case, decision)), needed(case, decision)
    if decision.state == "void" or not (of or waiting(case, decision)):
        return ""
    if signed < of:
        return words("result-uncertified", signed=signed, needed=of)
    if waiting(case, decision):
        return words("result-unruled", count=len(waiting(case, decision)))
    return words("result-certified", count=signed)


def _outcome(case: CaseFile, decision: Decision, words: Words) -> str:
    if not is_opinion(case, decision):
        return words(f"outcome-{decision.outcome}")
    choosing = case.motions[decision.motion_id].choices and decision.outcome in ("passed", "failed", "tied")
    return words(f"opinion-choice-{decision.outcome}" if choosing else f"opinion-{decision.outcome}")


def goes_on(case: CaseFile, decision: Decision) -> bool:
    """Whether this no longer stands and its vote is open again with the same ballots: what each choice had is not told
    then, for with what was told before it would say how a struck ballot was cast, and how the others stand."""
    motion, vote = case.motions[decision.motion_id], case.round(decision.round_id)
    again = vote.closed_at is None and motion.state == "voting" and motion.vote_round_id == vote.id
    return decision.state == "void" and again


def summary(case: CaseFile, decision: Decision, words: Words) -> list[str]:
    """The lines of a result: outcome with its standing, turnout, choices, what was asked for."""
    motion = case.motions[decision.motion_id]
    title, round_ = motion_title(case, motion, words), case.round(decision.round_id)
    came = figure(decision, "participating")
    chosen = words.enumeration(
        tallied(motion, name, figures.heads, words) for name, figures in choices_of(case, decision).items()
    )
    if is_opinion(case, decision):
        return [
            words("result-opinion-head", title=title, crumbs=crumbs(case, case.stage(round_), words)),
            words("result-opinion", count=came.heads, outcome=outcome_words(case, decision, words)),
            certified(case, decision, words),
            "" if goes_on(case, decision) else chosen,
            *(_reasons(case, decision, words) if motion.choices or secrecy.is_unopened(decision) else ()),
            standing(case, words),
        ]
    outcome = outcome_words(case, decision, words)
    return [
        words("result-head", title=title, outcome=outcome, standing=standing(case, words)),
        certified(case, decision, words),
        words("result-recounted") if decision.state == "recounted" else "",
        words("result-void") if decision.state == "void" else "",
        *_turnout(case, decision, came, words),
        "" if goes_on(case, decision) else chosen,
        secrecy.silent_line(case, decision, words),
        *_passing(case, decision, words),
        *_reasons(case, decision, words),
    ]


def _reasons(case: CaseFile, decision: Decision, words: Words) -> list[str]:
    """What was chosen, and why it came to that; that most were for it needs no further words."""
    motion, because = case.motions[decision.motion_id], words("result-why", reason=why(case, decision, words))
    if decision.outcome != "passed":
        return [because]
    if not motion.choices:
        return []
    found = (decision.figures.get("count") or {}).get("chosen", ())
    titles = words.enumeration(choice_name(motion, str(option), words) for option in found)
    return [words("result-chosen", titles=titles), "" if decision.reason["key"] == "verdict-carried" else because]


def _turnout(case: CaseFile, decision: Decision, came: Figures, words: Words) -> list[str]:
    rule = rule_behind(case, decision)
    whole = electors(rule, figure(decision, "electorate").heads, words)
    found = []
    for check in checks_of(decision, "quorum"):
        sign = mark(bool(check["met"]), words)
        if check["measure"] == "heads":
            needed = electors(rule, int(check["needed"]), words)
            if "present" in decision.figures:
                here = electors(rule, figure(decision, "present").heads, words)
                found.append(words("result-present", whole=whole, here=here, needed=needed, mark=sign))
                continue
            here = electors(rule, came.heads, words)
            if secrecy.moved(decision):
                all_ = electors(rule, int(check["votes"]), words)
                found.append(
                    words("result-turnout-silent", whole=whole, came=here, counted=all_, needed=needed, mark=sign)
                )
                continue
            found.append(words("result-turnout", whole=whole, came=here, needed=needed, mark=sign))
        else:
            found.append(words("result-turnout-area", **_area(check, rule.quorum, words), mark=sign))
    return found or [words("result-turnout-free", whole=whole, came=electors(rule, came.heads, words))]


def _passing(case: CaseFile, decision: Decision, words: Words) -> list[str]:
    rule = rule_behind(case, decision)
    if decision.outcome == "inquorate":
        return []
    found = []
    for check in checks_of(decision, "passing"):
        sign = mark(bool(check["met"]), words)
        if check["measure"] == "heads":
            needed = electors(rule, int(check["needed"]), words)
            found.append(words("result-needed", needed=needed, mark=sign, kind=_kind(case, decision)))
        else:
            kind = _kind(case, decision)
            found.append(words("result-needed-area", **_area(check, rule.passing, words), mark=sign, kind=kind))
    return found


def _area(check: Mapping[str, Any], parts: Parts | None, words: Words) -> dict[str, Any]:
    """«66%», «三分之二以上»: a whole per cent alone can look like too little, or like enough.

    The share is the record's, else the rule's; `base` says of which area it is a part.
    """
    stated = parts.area if parts else None
    asked = Share.model_validate(check["share"]) if check["share"] else stated
    return {
        "percent": whole_percent(int(check["votes"]), int(check["base"])),
        "share": share(asked, words) if asked else "",
        "base": "all" if asked and asked.base in ("electorate", "expected") else "participating",
    }


def _kind(case: CaseFile, decision: Decision) -> str:
    """Whether what had to be reached are those who agree, or those for the first choice."""
    return "choice" if case.motions[decision.motion_id].choices else "agree"


def why(case: CaseFile, decision: Decision, words: Words) -> str:
    """The rule's reason in words (`verdict-…`); areas as m²."""
    return in_words(decision.reason, case.motions[decision.motion_id], words, rule_behind(case, decision))


def button_counts(case: CaseFile, decision: Decision, words: Words) -> Button:
    return button(words("button-counts"), Ask("counts", case.session.id, decision.id))


def digest_line(decision: Decision, words: Words) -> str:
    """The code by which anybody can check later that not a ballot was changed: the first letters of the digest."""
    short = decision.digest[:DIGEST]
    return words("result-digest", digest=" ".join(short[i : i + 4] for i in range(0, DIGEST, 4))) if short else ""


@of_case("result")
def result(case: CaseFile, args: Args, words: Words) -> Message:
    decision = case.decisions[args.id("decision")]
    text = lines(*summary(case, decision, words), _what_now(case, decision, words), digest_line(decision, words))
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
    if is_closed_to(case, motion, args.person_id):
        return Message(words("issue-not-public"))
    came, whole = figure(decision, "participating"), figure(decision, "electorate")
    with_area, rule = bool(whole.area), rule_behind(case, decision)
    points, shown = is_points(rule), "yes" if with_area else "no"
    entries = [
        words(
            "counts-points" if points and name != ABSTAIN else "counts-line",
            choice=choice_name(motion, name, words),
            count=figures.heads,
            percent=percent(figures.heads, came.heads),
            area=area_of(figures, words) if with_area else "",
            shown="yes" if with_area and not points else "no",
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
        words("counts-electorate", count=electors(rule, whole.heads, words), area=area_of(whole, words), shown=shown)
        if whole.heads
        else words("counts-unverified"),
        words("counts-came", count=electors(rule, came.heads, words), area=area_of(came, words), shown=shown),
        *(() if goes_on(case, decision) else entries),
        secrecy.silent_line(case, decision, words),
        *(() if goes_on(case, decision) else _course(case, decision, words)),
        *_scopes(case, decision, words),
        brought(decision, words),
        words("counts-late", count=sum(f.heads for f in late.values())) if late else "",
        words("counts-struck", count=void) if (void := struck(case, motion.id, decision.round_id)) else "",
        certified(case, decision, words),
        words("counts-hash", hash=esc(motion.hash[:16])) if motion.hash else "",
        words("counts-digest", digest=esc(decision.digest)) if decision.digest else "",
        words("counts-secret", secrecy=rule_behind(case, decision).secrecy),
    )
    full = button(words("button-full-text"), Ask("full-text", case.session.id, motion.id))
    files = button(words("button-papers"), Ask("papers", case.session.id, decision.id))
    return Message(text, ((full, files), *secrecy.to_roll_call(case, decision, words)))


def _scopes(case: CaseFile, decision: Decision, words: Words) -> list[str]:
    """What it came to in each building or community, where that points at nobody."""
    motion, kept = case.motions[decision.motion_id], case.rounds[decision.round_id].facts.get("scopes", {})
    return [
        words(
            "counts-scope",
            scope=esc(group["scope"]) or words("counts-scope-others"),
            count=group["participating"]["heads"],
            counted=words.enumeration(
                words("counts-scope-choice", choice=choice_name(motion, name, words), count=group[name]["heads"])
                for name in choices_of(case, decision)
                if name in group
            ),
        )
        for group in kept.get(str(motion.id), [])
    ]


def _course(case: CaseFile, decision: Decision, words: Words) -> list[str]:
    """How the count went, step by step, and why it ended as it did; nothing for a motion with for and against alone."""
    motion = case.motions[decision.motion_id]
    if secrecy.is_unopened(decision):
        return [words("counts-why", reason=why(case, decision, words))]
    if not motion.choices:
        return []
    steps = [in_words(step, motion, words) for step in (decision.figures.get("count") or {}).get("steps", ())]
    shown = steps if len(steps) <= STEPS else [*steps[:STEPS], words("counts-steps-more", count=len(steps) - STEPS)]
    return [*shown, words("counts-why", reason=why(case, decision, words))]


@of_case("full-text")
def full_text(case: CaseFile, args: Args, words: Words) -> Message:
    """The exact text of a motion, a page at a time, with its concerns and their answers on the last one."""
    motion = case.motions[args.id("motion")]
    if is_closed_to(case, motion, args.person_id):
        return Message(words("issue-not-public"))
    pages = [motion.text[i : i + PAGE] for i in range(0, len(motion.text), PAGE)] or [""]
    page = args.page(len(pages))
    last = page == len(pages) - 1
    text = lines(
        words("full-head", title=motion_title(case, motion, words), version=motion.version),
        words("full-page", page=page + 1, pages=len(pages)) if len(pages) > 1 else "",
        f"<blockquote>{esc(pages[page])}</blockquote>",
        *((*choices.in_full(motion, words), choices.money(case, motion, words)) if last else ()),
        *(_concerns(case, motion, words) if last else []),
        *(secrecy.explained(case, motion, words) if last else []),
        words("counts-hash", hash=esc(motion.hash[:16])) if last and motion.hash else "",
        *(_vote_lines(case, motion, words) if last else ()),
        words("vote-standing", standing=case.flow.standing, effect=case.flow.mechanism.legal_effect),
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
    rows = tuple((b,) for b in found[:1]) + ((tuple(found[1:8]),) if found[1:] else ())
    if motion.vote_round_id is not None:
        rows += ((button(words("button-papers"), Ask("papers", session, motion.vote_round_id)),),)
    return Message(text, rows)


def _vote_lines(case: CaseFile, motion: Motion, words: Words) -> list[str]:
    """How a ballot can come otherwise than by a press, while the vote runs or is announced."""
    round_ = case.rounds.get(motion.vote_round_id or 0)
    running = round_ is not None and round_.state in (RoundState.ANNOUNCED, RoundState.OPEN)
    return [ways_line(rule_in(case, round_), words)] if round_ is not None and running else []


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
    files = button(words("button-papers"), Ask("papers", case.session.id))
    return Message(text, (*((b,) for b in found), (files,)))
