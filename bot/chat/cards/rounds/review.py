"""审议: what is before the panel, how many of it are there; only its members decide.

Before it sits, that the text has been sent to it, and when it sits; where it writes the text, moderators draft here.
"""

from typing import Literal

from bot.chat.cards.parts import button, esc, head, last_line, lines, plain, round_title, zone_of
from bot.chat.cards.rounds.deliberate import drafts_of, without_draft
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await, CheckIn, SetCause
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Review
from bot.deliberation.model import Issue, Round, RoundState
from bot.deliberation.stages.review import present, seats
from bot.i18n import Words

_MOST = 8
_CAUSES: tuple[Literal["residents", "cadres", "above"], ...] = ("residents", "cadres", "above")


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    members = [i for i in round_.members if i in case.issues]
    text = lines(
        head("⚖️", named(case, round_, words), case, round_, words),
        words("review-what"),
        sits(case, round_, words) or attendance(case, round_, words),
        last_line(case, round_, words),
    )
    session = case.session.id
    come = [button(words("button-check-in"), CheckIn(session, round_.id))] if round_.state is RoundState.OPEN else []
    buttons = [
        *come,
        button(words("button-see-issues", count=len(members)), Ask("issues", session)),
    ]
    return Message(text, (tuple(buttons),))


def named(case: CaseFile, round_: Round, words: Words) -> str:
    """«三议·党员大会审议:换电梯»: a flow can have several reviews of the same matter."""
    return words("review-title", stage=stage_of(case, round_, words), title=round_title(case, round_, words))


def stage_of(case: CaseFile, round_: Round, words: Words) -> str:
    return esc(words.pick(case.stage(round_).label)) or words("kind-review")


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    found = [sits(case, round_, words) or attendance(case, round_, words), last_line(case, round_, words)]
    buttons: list[Button] = []
    if case.stage_as(round_, Review).drafts:
        missing = without_draft(case, round_)
        found.insert(0, words("deliberate-missing", count=len(missing)) if missing else "")
        buttons += _drafting(case, round_, missing, words)
    issues = case.members(round_)
    asked = _asked_cause(case, issues)
    if asked is not None and len(issues) == 1:
        found.append(words("review-cause", cause=asked.cause or "none"))
    elif asked is not None:
        found.append(words("review-cause-asked", number=asked.position))
    return found, [*buttons, *_causes(case, asked, len(issues), words)]


def _drafting(case: CaseFile, round_: Round, missing: list[Issue], words: Words) -> list[Button]:
    session = case.session.id
    new = [
        button(
            words("button-draft-for", title=plain(issue.title, 12)),
            Await("draft-motion", session, round_.id, f"i{issue.id}"),
        )
        for issue in missing[:_MOST]
    ]
    again = [
        button(
            words("button-redraft", title=plain(motion.title, 12)),
            Await("draft-motion", session, round_.id, f"m{motion.id}"),
        )
        for motion in drafts_of(case, round_)[:_MOST]
        if motion.state == "draft"
    ]
    return [*new, *again]


def _asked_cause(case: CaseFile, issues: list[Issue]) -> Issue | None:
    """Whose 动议事由 is asked for: several issues one after another, those that have none first.

    Only where a party branch proposes; other reviews, as a legal one, have no form that asks for it.
    """
    if not any(isinstance(stage, Review) and "branch" in stage.panel for stage in case.flow.stages):
        return None
    return next((issue for issue in issues if not issue.cause), issues[0] if len(issues) == 1 else None)


def _causes(case: CaseFile, asked: Issue | None, count: int, words: Words) -> list[Button]:
    """动议事由, a press each."""
    if asked is None:
        return []
    number = asked.position if count > 1 else 0
    return [
        button(words("button-cause", cause=cause, number=number), SetCause(case.session.id, asked.id, cause))
        for cause in _CAUSES
        if cause != asked.cause
    ]


def sits(case: CaseFile, round_: Round, words: Words) -> str:
    """«材料已送达,12月10日 19:00 起审议»; nothing once it sits."""
    if round_.state is not RoundState.ANNOUNCED:
        return ""
    return words("review-sent", when=words.moment(round_.opens_at, zone_of(case)))


def attendance(case: CaseFile, round_: Round, words: Words) -> str:
    """«应到 21 人,实到 14 人»."""
    expected = len(seats(case, round_))
    if not expected:
        return words("review-nobody")
    return words("review-attendance", expected=expected, present=len(present(case, round_)))
