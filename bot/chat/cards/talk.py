"""Deliberation beside its live card: concerns and their answers, drafts, legal clearance, no agreement."""

from typing import Literal

from bot.chat.cards import choices
from bot.chat.cards.parts import (
    button,
    esc,
    lines,
    motion_title,
    reason_in_words,
    round_title,
    rows,
    short,
    standing,
)
from bot.chat.cards.registry import Args, of_case
from bot.chat.message import Message
from bot.deliberation.acts import Ask, Await, ClearMotion, OverrideConcern, UseWords
from bot.deliberation.casefile import CaseFile
from bot.i18n import Words


@of_case("concern-to-answer")
def concern_to_answer(case: CaseFile, args: Args, words: Words) -> Message:
    """To those who answer for the matter; whoever said it is not named."""
    entry = case.entries[args.id("entry")]
    if entry.state != "open":
        return Message(words("concern-settled"))
    session, title = case.session.id, round_title(case, case.round(entry.round_id), words)
    text = lines(
        words(f"{entry.kind}-to-answer", title=title),
        f"<blockquote>{short(entry.text, 400)}</blockquote>",
        words("concern-answer-how"),
    )
    buttons = [button(words("button-answer-this"), Await("answer-concern", session, entry.id))]
    if entry.kind == "concern":
        buttons.append(button(words("button-override"), Await("override", session, entry.id)))
    return Message(text, (tuple(buttons),))


@of_case("which-words")
def which_words(_case: CaseFile, args: Args, words: Words) -> Message:
    """What the words in reply to a card are meant as; only whoever said them can say so."""
    if args.text("what") == "rule":
        ruling = (
            button(words("button-uphold"), UseWords("upheld")),
            button(words("button-dismiss"), UseWords("dismissed")),
        )
        return Message(words("which-ruling"), (ruling,))
    positions: tuple[Literal["for", "concern", "ask"], ...] = ("for", "concern", "ask")
    speak = [button(words(f"button-speak-{position}"), UseWords(position)) for position in positions]
    return Message(words("which-position"), rows(speak, 3))


@of_case("override-asked")
def override_asked(case: CaseFile, args: Args, words: Words) -> Message:
    entry = case.entries[args.id("entry")]
    text = lines(
        words("override-asked", title=round_title(case, case.round(entry.round_id), words)),
        f"<blockquote>{short(entry.text, 400)}</blockquote>",
        words("told-why", why=short(entry.answer, 200)),
        words("override-means"),
    )
    act = OverrideConcern(case.session.id, entry.id, "")
    return Message(text, ((button(words("button-override-agree"), act),),))


@of_case("concern-answered")
def concern_answered(case: CaseFile, args: Args, words: Words) -> Message:
    entry = case.entries[args.id("entry")]
    return Message(
        lines(
            words("concern-answered", title=round_title(case, case.round(entry.round_id), words)),
            words("full-concern", text=short(entry.text, 120), answer=short(entry.answer, 400)),
        )
    )


@of_case("motion-to-clear")
def motion_to_clear(case: CaseFile, args: Args, words: Words) -> Message:
    """A draft as it stands, to whoever clears it by law."""
    motion = case.motions[args.id("motion")]
    session = case.session.id
    text = lines(
        words("draft-head", title=motion_title(case, motion, words), version=motion.version),
        f"<blockquote>{short(motion.text, 1000)}</blockquote>",
        *choices.in_full(motion, words),
        choices.money(case, motion, words),
        words("draft-what"),
        standing(case, words),
    )
    redraft = button(words("button-redraft-this"), Await("draft-motion", session, motion.round_id, f"m{motion.id}"))
    clear = (
        button(words("button-clear"), ClearMotion(session, motion.id, True)),
        button(words("button-not-clear"), Await("reason-unclear", session, motion.id)),
    )
    return Message(text, (clear, (redraft,)))


@of_case("motion-cleared")
def motion_cleared(case: CaseFile, args: Args, words: Words) -> Message:
    motion = case.motions[args.id("motion")]
    if args.given.get("clear"):
        return Message(words("motion-cleared", title=motion_title(case, motion, words)))
    text = lines(
        words("motion-not-cleared", title=motion_title(case, motion, words)),
        words("told-why", why=reason_in_words(args.text("reason"), words)),
    )
    act = Await("draft-motion", case.session.id, motion.round_id, f"m{motion.id}")
    return Message(text, ((button(words("button-redraft-this"), act),),))


@of_case("no-consensus")
def no_consensus(case: CaseFile, args: Args, words: Words) -> Message:
    round_ = case.round(args.id("round"))
    text = lines(
        words("no-consensus", title=round_title(case, round_, words)), words("no-consensus-next"), standing(case, words)
    )
    return Message(text, ((button(words("button-record"), Ask("record", case.session.id)),),))


@of_case("uneasy")
def uneasy(case: CaseFile, args: Args, words: Words) -> Message:
    """To the moderators, without a name: somebody feels uneasy about the session."""
    return Message(
        lines(
            words("uneasy-head", name=esc(words.pick(case.flow.name)), number=esc(case.session.number)),
            f"<blockquote>{short(args.text('text'), 600)}</blockquote>",
            words("uneasy-what"),
        )
    )
