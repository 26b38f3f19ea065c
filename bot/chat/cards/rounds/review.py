"""审议: what is before the panel, how many of it are there; only its members decide."""

from bot.chat.cards.parts import button, head, last_line, lines, round_title
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, CheckIn
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Round
from bot.deliberation.stages.review import present, seats
from bot.i18n import Words


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    members = [i for i in round_.members if i in case.issues]
    text = lines(
        head("⚖️", round_title(case, round_, words), case, round_, words),
        words("review-what"),
        attendance(case, round_, words),
        last_line(case, round_, words),
    )
    session = case.session.id
    buttons = [
        button(words("button-check-in"), CheckIn(session, round_.id)),
        button(words("button-see-issues", count=len(members)), Ask("issues", session)),
    ]
    return Message(text, (tuple(buttons),))


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    return [attendance(case, round_, words), last_line(case, round_, words)], []


def attendance(case: CaseFile, round_: Round, words: Words) -> str:
    """«应到 21 人,实到 14 人»."""
    expected = len(seats(case, round_))
    if not expected:
        return words("review-nobody")
    return words("review-attendance", expected=expected, present=len(present(case, round_)))
