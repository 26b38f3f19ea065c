"""审议 for those on the panel: what they decide on, with a button for each opinion; and what they came to."""

from bot.chat.cards.parts import (
    LISTED,
    button,
    is_public,
    lines,
    listed,
    motion_title,
    rows,
    short,
    standing,
    title_of,
    until,
    zone_of,
)
from bot.chat.cards.registry import Args, of_case
from bot.chat.cards.rounds.review import attendance, stage_of
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await, Judge
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Issue, Motion, Round, RoundState
from bot.deliberation.stages.review import missing, opinion_of, opinions
from bot.i18n import Words

_REASON = 80


@of_case("remind-review")
def remind(case: CaseFile, args: Args, words: Words) -> Message:
    """To a member of the panel who has not spoken on everything: what is before them, once more."""
    round_, card = case.round(args.id("round")), review(case, args, words)
    waits = round_.state is RoundState.OPEN and args.person_id in missing(case, round_)
    return Message(lines(words("remind-review"), card.html), card.rows) if waits else card


@of_case("review")
def review(case: CaseFile, args: Args, words: Words) -> Message:
    """To a member of the panel: each issue with its text, their own opinion so far, and what they can say."""
    round_ = case.round(args.id("round"))
    members = case.members(round_)
    if round_.closed_at is not None or not members:
        return Message(words("review-over"))
    text = lines(
        words(
            "review-head",
            community=short(case.community.name),
            stage=stage_of(case, round_, words),
            when=until(case, round_.due_at, words),
        ),
        listed([_before_them(case, round_, issue, args.person_id, words) for issue in members], words),
        words("review-how"),
        attendance(case, round_, words),
    )
    if round_.state is RoundState.ANNOUNCED:
        return _beforehand(case, round_, members, args.person_id, words)
    buttons = [one for issue in members[:LISTED] for one in _opinions(case, round_, issue, len(members), words)]
    found = list(rows(buttons, 2 if len(members) == 1 else 4))
    if len(members) > 1:
        everything = Judge(case.session.id, round_.id, 0, "approve")
        found.append((button(words("button-approve-all", count=len(members)), everything),))
    motion = _motion_on(case, members[0])
    if motion is not None and len(members) == 1:
        found.append((button(words("button-full-text"), Ask("full-text", case.session.id, motion.id)),))
    return Message(text, tuple(found))


def _beforehand(case: CaseFile, round_: Round, members: list[Issue], person: int | None, words: Words) -> Message:
    """The material, before the panel sits: what it will decide on, and the whole text of it."""
    text = lines(
        words(
            "review-before",
            community=short(case.community.name),
            stage=stage_of(case, round_, words),
            when=words.moment(round_.opens_at, zone_of(case)),
        ),
        listed([_before_them(case, round_, issue, person, words) for issue in members], words),
        words("review-read"),
    )
    motions = dict.fromkeys(motion.id for issue in members if (motion := _motion_on(case, issue)) is not None)
    session = case.session.id
    full = [button(words("button-full-text"), Ask("full-text", session, motion)) for motion in list(motions)[:1]]
    return Message(text, (tuple(full),) if full else ())


def _before_them(case: CaseFile, round_: Round, issue: Issue, person: int | None, words: Words) -> str:
    mine = opinion_of(case, round_, issue.id, person)
    motion = _motion_on(case, issue)
    return words(
        "review-line",
        number=issue.position,
        title=motion_title(case, motion, words) if motion else title_of(issue, words),
        text=short(motion.text if motion else issue.text) if is_public(issue) else "",
        mine=words(f"opinion-{mine}") if mine else "",
        said="yes" if mine else "no",
    )


def _motion_on(case: CaseFile, issue: Issue) -> Motion | None:
    """The newest text put forward on an issue."""
    found = [m for m in case.motions.values() if issue.id in m.issues and m.state != "void"]
    return max(found, key=lambda motion: motion.id, default=None)


def _opinions(case: CaseFile, round_: Round, issue: Issue, count: int, words: Words) -> list[Button]:
    session = case.session.id
    number = issue.position if count > 1 else 0

    def named(opinion: str) -> str:
        return words(f"button-panel-{opinion}", number=number, numbered="yes" if number else "no")

    return [
        button(named("approve"), Judge(session, round_.id, issue.id, "approve")),
        button(named("return"), Await("panel-return", session, issue.id, str(round_.id))),
        button(named("reject"), Await("panel-reject", session, issue.id, str(round_.id))),
        button(named("abstain"), Judge(session, round_.id, issue.id, "abstain")),
    ]


@of_case("reviewed")
def reviewed(case: CaseFile, args: Args, words: Words) -> Message:
    """What the panel came to, in numbers and with its reasons, without names."""
    round_ = case.round(args.id("round"))
    members = sorted((case.issues[i] for i in round_.members if i in case.issues), key=lambda issue: issue.position)
    text = lines(
        words(
            "reviewed-head",
            community=short(case.community.name),
            stage=stage_of(case, round_, words),
            done="yes" if any(round_.members[issue.id] not in (None, "inquorate") for issue in members) else "no",
        ),
        attendance(case, round_, words),
        listed([_came_to(case, round_, issue, words) for issue in members], words, 6),
        standing(case, words),
    )
    return Message(text, ((button(words("button-record"), Ask("record", case.session.id)),),))


def _came_to(case: CaseFile, round_: Round, issue: Issue, words: Words) -> str:
    found = opinions(case, round_, issue.id)
    said = {opinion: sum(e.choice == opinion for e in found) for opinion in ("approve", "return", "reject", "abstain")}
    outcome = round_.members.get(issue.id) or ""
    reasons = [short(e.text, _REASON) for e in found if e.text] if is_public(issue) else []
    return lines(
        words(f"reviewed-{outcome or 'inquorate'}", number=issue.position, title=title_of(issue, words), **said),
        words("reviewed-why", why=words.enumeration(reasons[:3])) if reasons else "",
    )
