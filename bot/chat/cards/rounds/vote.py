"""民决: the ballot card. It shows the turnout while the vote is open, never how anybody or everybody voted."""

from bot.chat.cards import choices
from bot.chat.cards.figures import area_now, turnout
from bot.chat.cards.parts import button, head, is_closed_to, last_line, lines, motion_title, round_title, short, until
from bot.chat.cards.secrecy import silence
from bot.chat.cards.tellers import in_hand, ways_line
from bot.chat.message import Button, Message, Row
from bot.deliberation.acts import Ask, Stand
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests.objections import OBJECTION
from bot.deliberation.flow import Vote
from bot.deliberation.model import Motion, Round, RoundState
from bot.deliberation.roll.corrections import last_moment
from bot.deliberation.stages.vote import rule_in
from bot.deliberation.voting import METHODS
from bot.i18n import Words

_MOTIONS = 8
"""Motions with buttons on one card; a session rarely has more than three."""
_OPTIONS = 9
"""Options, abstaining among them, that have a button each in the group."""
_TITLE = 20
_OBJECTIONS = 6
_COMING = (RoundState.ANNOUNCED, RoundState.OPEN)
"""Before the close: people can still come, and object to how it is held."""


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    stage = case.stage_as(round_, Vote)
    motions = sorted(case.motions_in(round_), key=lambda motion: motion.id)
    text = lines(
        head("🗳", round_title(case, round_, words), case, round_, words),
        _one_vote(case, stage, words),
        _when(case, round_, words),
        *_choices(case, motions, words),
        *_turnouts(case, round_, motions, words),
        on_roll(case, round_, words),
        *_unanswered([m for m in motions if not is_closed_to(case, m, None)], words),
        words("vote-secret", kind=stage.rule.electorate, secrecy=stage.rule.secrecy),
        silence(stage.rule, words),
        words("vote-present") if "present" in stage.rule.bases and round_.state in _COMING else "",
        ways_line(stage.rule, words) if stage.notice is None and round_.state is RoundState.OPEN else "",
        words("vote-standing", standing=case.flow.standing, effect=case.flow.mechanism.legal_effect),
    )
    return Message(text, _buttons(case, round_, motions, stage, words))


def _one_vote(case: CaseFile, stage: Vote, words: Words) -> str:
    cared = any(s.kind == "collect" for s in case.flow.stages)
    return words("vote-one-each", kind=stage.rule.electorate, cared="yes" if cared else "no")


def _when(case: CaseFile, round_: Round, words: Words) -> str:
    match round_.state:
        case RoundState.ANNOUNCED:
            opens, closes = until(case, round_.opens_at, words), until(case, round_.due_at, words)
            return words("vote-announced-when", opens=opens, closes=closes)
        case RoundState.FROZEN:
            return words("vote-frozen")
        case RoundState.PRELIMINARY:
            return words("vote-preliminary", when=until(case, round_.due_at, words))
        case RoundState.VOID:
            return words("vote-void")
        case RoundState.CLOSED:
            return words("vote-closed-when", when=until(case, round_.closed_at, words))
        case _:
            return words("vote-until", when=until(case, round_.due_at, words))


def on_roll(case: CaseFile, round_: Round, words: Words) -> str:
    """While owners can still have the roll put right: how it stands, until when, and whom to ask."""
    motions = case.motions_in(round_)
    owners = case.stage_as(round_, Vote).rule.electorate == "owner"
    if not (owners and motions and round_.state is RoundState.ANNOUNCED):
        return ""
    return words("vote-roll", area=words.area(motions[0].area), **to_correct(case, round_, words))


def to_correct(case: CaseFile, round_: Round, words: Words) -> dict[str, str]:
    """Until when the roll can be put right, and who is asked for it, as parameters of a message."""
    keepers = [role for role in case.flow.participants.moderate if role not in case.flow.concerned]
    asked = words.enumeration(words(f"role-{role}") for role in keepers)
    return {"until": until(case, last_moment(case, round_), words), "ask": asked}


def _choices(case: CaseFile, motions: list[Motion], words: Words) -> list[str]:
    """What can be chosen, and for how much; on a card of several motions the ballots say it."""
    if len(motions) != 1:
        return []
    (motion,) = motions
    again = words("vote-second") if motion.second_of else ""
    return [again, choices.in_a_line(motion, words), choices.money(case, motion, words)]


def _turnouts(case: CaseFile, round_: Round, motions: list[Motion], words: Words) -> list[str]:
    rule = rule_in(case, round_)
    if len(motions) == 1:
        return [turnout(case, motions[0], round_, rule, words)]
    heads = [
        words(
            "vote-motion-line",
            number=number,
            title=motion_title(case, motion, words),
            turnout=turnout(case, motion, round_, rule, words).split("\n")[0],
        )
        for number, motion in enumerate(motions[:_MOTIONS], 1)
    ]
    return [*heads, area_now(case, motions[:_MOTIONS], round_, rule, words)]


def _unanswered(motions: list[Motion], words: Words) -> list[str]:
    """Concerns two people put to the vote unanswered are printed on the ballot card (DESIGN.md §10)."""
    concerns = list(dict.fromkeys(concern for motion in motions for concern in motion.unanswered))
    return [words("vote-unanswered", count=len(concerns), text=short(concerns[0]))] if concerns else []


def _buttons(case: CaseFile, round_: Round, motions: list[Motion], stage: Vote, words: Words) -> tuple[Row, ...]:
    found: list[Row] = []
    if round_.state is RoundState.OPEN:
        for number, motion in enumerate(motions[:_MOTIONS], 1):
            prefix = f"{number} " if len(motions) > 1 else ""
            found += to_vote(case, round_, motion, stage, prefix, words)
    if "present" in stage.rule.bases and round_.state in _COMING:
        found.append((check_in(round_, words),))
    if motions:
        full = [
            button(words("button-full-text"), Ask("full-text", case.session.id, motion.id)) for motion in motions[:1]
        ]
        if stage.objections is not None and round_.state in _COMING:
            full.append(button(words("button-object-vote"), Ask("object", case.session.id, round_.id)))
        found.append(tuple(full))
    return tuple(found)


def check_in(round_: Round, words: Words) -> Button:
    """«我到了»: counts whoever votes here as there, with or without a ballot."""
    return button(words("button-here"), Stand("presence", round_.id, round_.id, "present"))


def to_vote(case: CaseFile, round_: Round, motion: Motion, stage: Vote, prefix: str, words: Words) -> list[Row]:
    """One press where a ballot is one choice of few; else the way to the paper, which is private."""

    def press(option: str) -> Button:
        name = choices.on_a_button(motion, option, words, _TITLE)
        return button(prefix + name, Stand("ballot", motion.id, round_.id, option))

    options = METHODS[stage.rule.options].options(motion.paper.ids)
    if not motion.choices:
        return [tuple(press(option) for option in options)]
    if stage.rule.options == "single" and len(options) <= _OPTIONS:
        return [(press(option),) for option in options]
    return [(button(prefix + words("button-ballot"), Ask("ballot", case.session.id, motion.id)),)]


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    motions = case.motions_in(round_)
    counts = [button(words("button-full-text"), Ask("full-text", case.session.id, m.id)) for m in motions[:1]]
    waiting = [e for e in case.entries_in(round_, OBJECTION) if e.state == "open"]
    rulings = [
        button(words("button-objection", number=number), Ask("objection", case.session.id, entry.id))
        for number, entry in enumerate(waiting[:_OBJECTIONS], 1)
    ]
    if round_.state in (RoundState.FROZEN, RoundState.PRELIMINARY):
        rulings.append(button(words("button-certify-see"), Ask("certify", case.session.id, round_.id)))
    return [
        words("notice-objections", count=len(waiting)) if waiting else "",
        last_line(case, round_, words),
    ], [*rulings, *counts, *in_hand(case, round_, words)]
