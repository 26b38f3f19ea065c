"""Whether the votes of a flow have anybody to vote, and a whole to take a share of.

Who a single ballot belongs to is left to `standing`, how many electors a roll has to `storage.roll`.
"""

from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Vote
from bot.deliberation.groups import LEAST
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.rules import Rule


def check_electorates(case: CaseFile) -> None:
    """Raise `Refused` unless every vote of the flow can be held on this scope.

    Somebody has to sit on a panel; the parties of a dispute are named later. Residents may vote without a number on
    the roll, but only where the rule takes no share of all of them. So few that an anonymous box is never opened do not
    vote anonymously.
    """
    for stage in case.flow.stages:
        if not isinstance(stage, Vote):
            continue
        kind = stage.rule.electorate
        if kind == "panel" and not case.holders(*stage.panel):
            raise Refused("no-panel-vote")
        nobody = kind in case.electorates and not case.electorates[kind].heads
        if nobody and (kind != "resident" or _takes_share_of_all(stage.rule)):
            raise Refused(f"roll-without-{kind}s")
        if not stage.rule.linkable and kind != "member" and 0 < case.base(kind).heads < LEAST:
            raise Refused("anonymous-too-few", least=LEAST)


def _takes_share_of_all(rule: Rule) -> bool:
    bases = {base for parts in (rule.quorum, rule.passing) if parts for base in parts.bases}
    return not bases.isdisjoint(("electorate", "expected"))
