"""公开: a notice that has to stand on a board, and the word of the supervisors on it, for those who see to it.

What the group is shown of a notice is in `rounds.notice`; who has seen what when stays on the record.
"""

from bot.chat.cards.parts import button, lines, round_title, short, until
from bot.chat.cards.registry import Args, of_case
from bot.chat.cards.rounds.notice import published
from bot.chat.message import Message
from bot.deliberation.acts import Ask, Await
from bot.deliberation.casefile import CaseFile
from bot.deliberation.publishing import OVERSIGHT, lacks_remark, undone
from bot.i18n import Words


@of_case("posting-asked")
def posting_asked(case: CaseFile, args: Args, words: Words) -> Message:
    """To a moderator: the notice belongs on the board; a photo in reply shows that it is there."""
    round_ = case.round(args.id("round"))
    title = round_title(case, round_, words)
    if round_.closed_at is not None or not undone(round_):
        return Message(words("posting-settled", title=title))
    text = lines(
        words("posting-head", community=short(case.community.name), title=title),
        *published(case, round_, words),
        words("posting-how"),
    )
    session = case.session.id
    return Message(
        text,
        (
            (
                button(words("button-posted"), Await("posted-board", session, round_.id)),
                button(words("button-see"), Ask("round", session, round_.id)),
            ),
        ),
    )


@of_case("oversight-asked")
def oversight_asked(case: CaseFile, args: Args, words: Words) -> Message:
    """To a scrutineer: what was published, until when, and the way to say what there is to say."""
    round_ = case.round(args.id("round"))
    title = round_title(case, round_, words)
    given = case.entries_in(round_, OVERSIGHT)
    if round_.closed_at is not None or not lacks_remark(case, round_):
        said = words("oversight-said", text=short(given[-1].text, 200)) if given else ""
        return Message(lines(words("oversight-settled", title=title), said))
    text = lines(
        words("oversight-head", community=short(case.community.name), title=title),
        *published(case, round_, words),
        words("oversight-until", when=until(case, round_.due_at, words)),
    )
    session = case.session.id
    return Message(
        text,
        (
            (
                button(words("button-oversight"), Await("oversight", session, round_.id)),
                button(words("button-see"), Ask("round", session, round_.id)),
            ),
        ),
    )
