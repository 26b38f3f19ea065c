"""The choices of a motion: what was written becomes what is voted on, or is refused with a reason.

They have ids in the order in which they were written, `c1`, `c2`…, and are shown in the order of a lot, drawn when the
text is fixed and entered in the minutes: no place on a ballot is anybody's to give. Where a motion is about several
issues and lists nothing, the issues are its choices. Reading lists and sums out of a text is left to the chat, what a
ballot may hold to `voting`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Flow, Vote
from bot.deliberation.model import Audience, Issue, Motion
from bot.deliberation.money.funding import check_draft, to_decide_on
from bot.deliberation.offer import Offer, Offered
from bot.deliberation.refusal import Refused
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.budget import Envelope
from bot.deliberation.voting.lot import draw
from bot.deliberation.voting.paper import ABSTAIN
from bot.deliberation.voting.rules import Rule

LEAST, MOST = 2, 20
TITLE_CHARS = 40

Choices = list[dict[str, Any]]


def vote_ahead(flow: Flow, stage_id: str) -> Vote | None:
    """The vote that what is at a stage comes to first, be it that stage; None where it comes to none."""
    seen, ways = {stage_id}, [stage_id]
    while ways:
        stage = flow.stage(ways.pop(0))
        if isinstance(stage, Vote):
            return stage
        ahead = [name for way in stage.next.values() for name in (way.goto, way.otherwise) if name]
        ways += [name for name in ahead if name not in seen]
        seen.update(ahead)
    return None


def is_choosing(rule: Rule) -> bool:
    """Whether ballots name choices of the motion, and do not only say yes or no to it."""
    return METHODS[rule.options].options(()) == (ABSTAIN,)


def put(case: CaseFile, motion: Motion, offered: Offered | None, rule: Rule | None) -> None:
    """Give a draft what is voted on under this rule. Refused: see `check` and `funding.to_decide_on`."""
    found, offered = Choices(), offered or Offered()
    cost = budget = 0
    issues = [case.issues[i] for i in motion.issues if i in case.issues]
    if rule is not None and is_choosing(rule):
        found = _written(offered.choices, issues) if offered.choices else _of_issues(issues)
    if rule is not None and rule.fund is not None:
        cost, budget = 0 if found else offered.cost, to_decide_on(case.funds, rule, offered.budget)
    if rule is not None:
        check(found, cost, budget, rule)
        check_draft(case, motion, cost, budget)
    motion.choices, motion.cost, motion.budget = found, cost, budget


def check_question(rule: Rule, offered: Offered | None, funds: Mapping[str, Envelope]) -> None:
    """Raise `Refused` unless a question that is the only issue of its motion can be voted on under this rule."""
    offered = offered or Offered()
    found = _written(offered.choices, ()) if is_choosing(rule) else []
    budget = to_decide_on(funds, rule, offered.budget) if rule.fund is not None else 0
    check(found, 0 if found else offered.cost, budget, rule)


def check(choices: Choices, cost: int, budget: int, rule: Rule) -> None:
    """Raise `Refused` unless a motion can be decided by this rule.

    `motion-choices-few`, `motion-choices-many`, `motion-choices-same`, `motion-choice-long`, `motion-cost-missing`,
    `motion-whole-cost-missing`, `motion-budget-missing`.
    """
    if is_choosing(rule):
        _check_titles([str(choice["title"]) for choice in choices])
    if rule.fund is None:
        return
    for choice in choices:
        if not choice.get("cost"):
            raise Refused("motion-cost-missing", title=str(choice["title"]))
    if not choices and not cost:
        raise Refused("motion-whole-cost-missing")
    if not budget:
        raise Refused("motion-budget-missing")


def _check_titles(titles: Sequence[str]) -> None:
    if len(titles) < LEAST:
        raise Refused("motion-choices-few", least=LEAST, named=len(titles))
    if len(titles) > MOST:
        raise Refused("motion-choices-many", most=MOST, named=len(titles))
    for at, title in enumerate(titles):
        if len(title) > TITLE_CHARS:
            raise Refused("motion-choice-long", limit=TITLE_CHARS, title=title[:TITLE_CHARS])
        if title in titles[:at]:
            raise Refused("motion-choices-same", title=title)


def _written(offers: Sequence[Offer], issues: Sequence[Issue]) -> Choices:
    """The choices of a list. Where the motion is about several issues and each choice is called like one of them, the
    choice is that issue: it goes on alone where it is carried."""
    named = {issue.title: issue.id for issue in issues if len(issues) > 1}
    each = [named.get(offer.title) for offer in offers]
    linked = all(each) and len(set(each)) == len(each)
    return [
        _choice(number, offer, issue if linked else None)
        for number, (offer, issue) in enumerate(zip(offers, each, strict=True), 1)
    ]


def _of_issues(issues: Sequence[Issue]) -> Choices:
    """An issue each; none where there is only one, or one is not for everybody to read."""
    if len(issues) < LEAST or any(issue.audience is not Audience.PUBLIC for issue in issues):
        return []
    ordered = sorted(issues, key=lambda issue: issue.position)
    return [_choice(number, Offer(issue.title), issue.id) for number, issue in enumerate(ordered, 1)]


def _choice(number: int, offer: Offer, issue: int | None) -> dict[str, Any]:
    found: dict[str, Any] = {"id": f"c{number}", "title": offer.title, "submitted": number}
    more = {"cost": offer.cost, "beneficiaries": offer.beneficiaries, "issue": issue or 0}
    return found | {name: value for name, value in more.items() if value}


def in_order_of_the_lot(motion: Motion, seed: str) -> None:
    """Put the choices in the order they will be shown in; anybody can draw it again from the minutes."""
    order = draw(seed, f"order {motion.id}", (str(choice["id"]) for choice in motion.choices))
    motion.choices.sort(key=lambda choice: order.index(choice["id"]))


def noted(motion: Motion, seed: str) -> dict[str, Any]:
    """What the minutes say of the choices of a fixed motion: their order, and what it was drawn with."""
    return {"order": [choice["id"] for choice in motion.choices], "seed": seed} if motion.choices else {}


def outcomes_of(motion: Motion, every: Choices, outcome: str, chosen: Sequence[str]) -> Mapping[int, str]:
    """How each issue of a decided motion leaves the vote: an issue that was a choice and was not chosen has failed.

    `every`: the choices of the first ballot.
    """
    lost = {c["issue"] for c in every if "issue" in c and c["id"] not in chosen} if outcome == "passed" else set()
    return {issue: "failed" if issue in lost else outcome for issue in motion.issues}
