"""结果有问题: grounds to choose from, an objection as it waits for its ruling, and the ruling.

Who objected is shown to those who rule and never to the group; who rules is never a party (domain.md P9).
"""

from bot.chat.cards.parts import button, lines, motion_title, rows, short, standing, until
from bot.chat.cards.registry import Args, of_case
from bot.chat.message import Message
from bot.deliberation.acts import Ask, Await
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Notice
from bot.deliberation.model import Entry
from bot.i18n import Words


def _title(case: CaseFile, entry: Entry, words: Words) -> str:
    decision = case.decisions[case.round(entry.round_id).decision_id or 0]
    return motion_title(case, case.motions[decision.motion_id], words)


def _number(case: CaseFile, entry: Entry) -> int:
    """Objections are counted through the session."""
    return sorted(e.id for e in case.entries.values() if e.kind == "objection").index(entry.id) + 1


@of_case("object")
def object_(case: CaseFile, args: Args, words: Words) -> Message:
    """What may be wrong with a result, as people say it; each ground opens a prompt for the words."""
    round_ = case.round(args.id("round"))
    stage = case.stage_as(round_, Notice)
    if round_.closed_at is not None or stage.objections is None:
        return Message(words("object-over"))
    buttons = [
        button(words(f"button-object-{ground}"), Await(f"object-{ground}", case.session.id, round_.id))
        for ground in stage.objections.grounds
    ]
    text = lines(words("object-what"), words("object-answered", when=until(case, round_.due_at, words)))
    return Message(text, rows(buttons))


@of_case("objection", "objection-to-rule")
def objection(case: CaseFile, args: Args, words: Words) -> Message:
    entry = case.entries[args.id("entry")]
    text = lines(
        words("objection-head", number=_number(case, entry), title=_title(case, entry, words)),
        words("objection-ground", ground=words(f"ground-{entry.choice}")),
        f"<blockquote>{short(entry.text, 600)}</blockquote>",
        words("objection-until", when=until(case, entry.due_at, words)) if entry.state == "open" else "",
    )
    if entry.state != "open" or args.person_id is None:
        return Message(text)
    session = case.session.id
    return Message(
        text,
        (
            (
                button(words("button-uphold"), Await("rule-upheld", session, entry.id)),
                button(words("button-dismiss"), Await("rule-dismissed", session, entry.id)),
            ),
            (button(words("button-counts"), Ask("counts", session, case.round(entry.round_id).decision_id or 0)),),
        ),
    )


@of_case("ruling", "ruling-told")
def ruling(case: CaseFile, args: Args, words: Words) -> Message:
    """The answer to an objection, with its reason and what follows from it."""
    entry = case.entries[args.id("entry")]
    decision = case.decisions[case.round(entry.round_id).decision_id or 0]
    follows = "void" if decision.state == "void" else "recounted" if decision.state == "recounted" else "stands"
    text = lines(
        words("ruling-head", number=_number(case, entry), title=_title(case, entry, words)),
        words("objection-ground", ground=words(f"ground-{entry.choice}")),
        words(f"ruling-{entry.state}"),
        words("told-why", why=short(entry.answer, 400)),
        words(f"ruling-{follows}"),
        standing(case, words),
    )
    return Message(text, ((button(words("button-counts"), Ask("counts", case.session.id, decision.id)),),))
