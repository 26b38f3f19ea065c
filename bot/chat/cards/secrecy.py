"""What people are told, before they vote, of who will ever know how they voted, and of what their silence does.

One line each on the ballot card; with the full text the rest of it, and what an anonymous vote does not cover.
"""

from collections.abc import Mapping
from typing import Any

from bot.chat.cards.figures import figure
from bot.chat.cards.parts import button, esc, short
from bot.chat.cards.reasons import in_words
from bot.chat.message import Row
from bot.deliberation.acts import Ask
from bot.deliberation.ballots.bag import LEAST
from bot.deliberation.casefile import CaseFile
from bot.deliberation.choices import vote_ahead
from bot.deliberation.flow import Vote
from bot.deliberation.model import Decision, Motion
from bot.deliberation.stages.vote import rule_behind
from bot.deliberation.voting.rules import Rule
from bot.i18n import Words

_SOURCE, _QUOTE = 40, 200


def silence(rule: Rule, words: Words) -> str:
    """That silence counts with the majority, and by which local rule; nothing where it does not."""
    if rule.silence == "none" or rule.local_rule is None:
        return ""
    return words("vote-silence", source=short(rule.local_rule.source, _SOURCE))


def explained(case: CaseFile, motion: Motion, words: Words) -> list[str]:
    """The whole of it, for the full text of a motion that will be or was voted on."""
    rule = _rule_of(case, motion)
    if rule is None:
        return []
    found = []
    if rule.secrecy != "named_sealed":
        found.append(words(f"full-{rule.secrecy}", least=LEAST))
    if rule.silence != "none" and rule.local_rule is not None:
        source, quote = esc(rule.local_rule.source), short(rule.local_rule.quote, _QUOTE)
        found.append(words("full-silence", source=source, quote=quote))
    return found


def _rule_of(case: CaseFile, motion: Motion) -> Rule | None:
    if motion.vote_round_id is not None:
        return case.stage_as(case.rounds[motion.vote_round_id], Vote).rule
    drafted = case.rounds.get(motion.round_id)
    vote = vote_ahead(case.flow, drafted.stage_id if drafted else case.flow.stages[0].id)
    return vote.rule if vote else None


def silent_line(case: CaseFile, decision: Decision, words: Words) -> str:
    """How many were silent, and with whom they were counted; nothing where silence does not count."""
    silent = figure(decision, "silent")
    if not silent.heads:
        return ""
    counted = moved(decision)
    if counted is None:
        return words("result-silence-idle", heads=silent.heads)
    return in_words(counted, case.motions[decision.motion_id], words)


def moved(decision: Decision) -> Mapping[str, Any] | None:
    """The step of the count by which the silent went with the majority; None where they went nowhere."""
    steps = (decision.figures.get("count") or {}).get("steps", ())
    return next((step for step in steps if step["key"] == "step-silence"), None)


def is_unopened(decision: Decision) -> bool:
    """Whether so few voted anonymously that nobody has looked at how."""
    return bool(decision.reason.get("key") == "verdict-box-closed")


def to_roll_call(case: CaseFile, decision: Decision, words: Words) -> tuple[Row, ...]:
    """The way from the count sheet to how everybody voted, where the vote was open."""
    if rule_behind(case, decision).secrecy != "open":
        return ()
    return ((button(words("button-roll-call"), Ask("roll-call", case.session.id, decision.id)),),)
