"""Numbers of a vote in words: turnout, what is asked for, what was counted. Arithmetic is left to `voting`."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat.cards.parts import lines
from bot.deliberation.ballots.standing import PRESENCE
from bot.deliberation.casefile import CaseFile
from bot.deliberation.choices import is_choosing
from bot.deliberation.figures import area_from_text
from bot.deliberation.model import Decision, Motion, Round
from bot.deliberation.stages.vote import rule_behind, rule_in
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.decide import quorum_checks
from bot.deliberation.voting.rules import Figures, Rule
from bot.deliberation.voting.shares import Ratio
from bot.deliberation.voting.tally import Tally
from bot.i18n import Words

_NAMED_SHARES = {("gt", 1, 2): "half", ("ge", 2, 3): "two-thirds", ("ge", 3, 4): "three-quarters", ("ge", 1, 1): "all"}
_NAMED_PARTS = {(1, 2): "half", (2, 3): "two-thirds", (3, 4): "three-quarters", (4, 5): "four-fifths", (1, 1): "all"}
HIDING = 3
"""How many more electors must still be able to act than are missing, before what is missing is told.

With fewer, «还差 2 户» would say of everybody who has not voted that it hangs on them, and a neighbour who knows of
one or two who have would know who is meant."""


def electors(rule: Rule, count: int, words: Words) -> str:
    """«17 户», «24 个账号», «12 位业主»."""
    return words("electors", count=count, kind=rule.electorate)


def share(ratio: Ratio, words: Words) -> str:
    """«过半», «四分之三以上», «5分之4以上»."""
    name = _NAMED_SHARES.get((ratio.op, ratio.num, ratio.den))
    return words(f"share-{name}") if name else words("share-other", op=ratio.op, num=ratio.num, den=ratio.den)


def carried_by(rule: Rule, words: Words) -> dict[str, str]:
    """What a motion is carried by, as parameters of a message: `asked` («同意过半», «最多的选中»), the share alone, and
    whether it is a `way` to agree or to choose."""
    parts = rule.passing
    passing = parts and (parts.head or parts.area)
    said = share(passing, words) if passing else ""
    asked = words(f"asked-{rule.options}", share=said, shared="yes" if passing else "no")
    return {"asked": asked, "share": said, "way": "choice" if is_choosing(rule) else "agree"}


def area_asked(rule: Rule, words: Words) -> dict[str, str]:
    """What is asked of the area beside the heads, as parameters of a message: the share of it that must take part,
    and whether both are asked for passing."""
    quorum = rule.quorum.area if rule.quorum else None
    return {
        "area": share(quorum, words) if quorum else "",
        "areas": "yes" if quorum else "no",
        "both": "yes" if rule.passing and rule.passing.head and rule.passing.area else "no",
        "comes": "present" if "present" in rule.bases else "takes_part",
    }


def is_points(rule: Rule) -> bool:
    """Whether what is counted for a choice are points, and not those who want it."""
    return "scale" in METHODS[rule.options].TERMS


def part(ratio: Ratio, words: Words) -> str:
    """«八成», «三分之二»: the share itself, for sentences that say whether it was reached."""
    name = _NAMED_PARTS.get((ratio.num, ratio.den))
    return words(f"part-{name}") if name else words("part-other", num=ratio.num, den=ratio.den)


def tally_now(case: CaseFile, motion: Motion, round_: Round) -> Tally:
    """The running count of a motion: against what was fixed at the opening, or against the roll before it."""
    counted = case.counts.get(("ballot", motion.id, round_.id), {})
    participating = sum(counted.values(), Figures())
    now = case.base(rule_in(case, round_).electorate)
    fixed = Figures(motion.heads, motion.area) if motion.heads else now
    here = participating
    if "present" in rule_in(case, round_).bases:
        here = sum(case.counts.get((PRESENCE, round_.id, round_.id), {}).values(), Figures())
    return Tally(participating, counted, electorate=fixed, present=here)


def turnout(case: CaseFile, motion: Motion, round_: Round, rule: Rule, words: Words) -> str:
    """«要 17 户参与、同意过半;已 11/32 户» — heads in full, area only as enough or not yet."""
    tally = tally_now(case, motion, round_)
    checks = quorum_checks(rule, tally)
    came = tally.participating.heads
    heads = next((check for check in checks if check.measure == "heads"), None)
    carried = carried_by(rule, words)
    if rule.electorate == "member" or tally.electorate is None or not tally.electorate.heads:
        return words("turnout-open", electors=electors(rule, came, words), **carried)
    whole = electors(rule, tally.electorate.heads, words)
    if heads is None:
        return words("turnout-no-quorum", **carried, came=came, whole=whole)
    if "present" in rule.bases:
        here = electors(rule, tally.turnout.heads, words)
        return words(
            "turnout-present", needed=heads.needed, asked=carried["asked"], way=carried["way"], whole=whole, here=here
        )
    needed = electors(rule, heads.needed, words)
    return lines(
        words("turnout", needed=needed, **carried, came=came, whole=whole),
        area_now(case, [motion], round_, rule, words),
    )


def area_now(case: CaseFile, motions: Sequence[Motion], round_: Round, rule: Rule, words: Words) -> str:
    """«面积已够», «面积还不够», of several motions «第 1、3 件已够»: all that is told of the area while a vote is open.

    Nothing where the area does not count.
    """
    found = [
        next((check for check in quorum_checks(rule, tally_now(case, motion, round_)) if check.measure == "area"), None)
        for motion in motions
    ]
    areas = [area for area in found if area is not None]
    if not areas:
        return ""
    enough = [str(number) for number, area in enumerate(areas, 1) if area.met]
    met = "no" if not enough else "yes" if len(enough) == len(areas) else "some"
    return words("turnout-area", met=met, share=share(areas[0].share, words), numbers=words.enumeration(enough))


def still_missing(case: CaseFile, motion: Motion, round_: Round, rule: Rule) -> int:
    """How many heads the quorum lacks; 0 where it lacks none, or so few are left that telling would point at them."""
    tally = tally_now(case, motion, round_)
    heads = next((check for check in quorum_checks(rule, tally) if check.measure == "heads"), None)
    if heads is None or heads.met or tally.electorate is None:
        return 0
    left = tally.electorate.heads - tally.turnout.heads
    return heads.missing if left >= heads.missing + HIDING else 0


# --- decisions ---------------------------------------------------------------------------------------------


def figure(decision: Decision, name: str) -> Figures:
    """One field of a decision's record (`agree`, `participating`…); zero where it has none."""
    found: Mapping[str, Any] = decision.figures.get(name) or {}
    return Figures(int(found.get("heads", 0)), area_from_text(str(found.get("area", "0"))))


def choices_of(case: CaseFile, decision: Decision) -> dict[str, Figures]:
    """What was chosen, in the order of the ballot; nothing where an anonymous box stayed closed."""
    rule = rule_behind(case, decision)
    options = METHODS[rule.options].options(case.motions[decision.motion_id].paper.ids)
    return {name: figure(decision, name) for name in options if rule.linkable or name in decision.figures}


def checks_of(decision: Decision, part: str) -> list[Mapping[str, Any]]:
    """The comparisons of the record: `quorum` or `passing`; each {measure, votes, base, needed, met, share}."""
    return list((decision.figures.get(part) or {}).get("checks", ()))


def mark(met: bool, words: Words) -> str:
    return words("mark-met") if met else words("mark-unmet")


def whole_percent(part: int, whole: int) -> int:
    """Whole per cent, as cards show areas after the close."""
    return part * 100 // whole if whole else 0


def area_of(figures: Figures, words: Words) -> str:
    return words.area(figures.area)
