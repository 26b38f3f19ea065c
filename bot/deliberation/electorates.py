"""Whether the votes of a flow have anybody to vote, and a whole to take a share of.

Who a single ballot belongs to is left to `standing`, how many electors a roll has to `storage.roll`.
"""

from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Vote
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.rules import Rule


def check_electorates(case: CaseFile) -> None:
    """Raise `Refused` unless every vote of the flow can be held on this scope.

    Ballots of a panel are taken in a review, and those of parties nowhere yet. Residents may vote without a number on
    the roll, but only where the rule takes no share of all of them.
    """
    for stage in case.flow.stages:
        if not isinstance(stage, Vote):
            continue
        kind = stage.rule.electorate
        if kind in ("party", "panel"):
            raise Refused(f"no-{kind}-vote")
        nobody = kind in case.electorates and not case.electorates[kind].heads
        if nobody and (kind != "resident" or _takes_share_of_all(stage.rule)):
            raise Refused(f"roll-without-{kind}s")


def _takes_share_of_all(rule: Rule) -> bool:
    bases = {base for parts in (rule.quorum, rule.passing) if parts for base in parts.bases}
    return not bases.isdisjoint(("electorate", "expected"))
