"""Budget by equal shares 均分法: every voter holds an equal share of the money, and projects are bought by those who
want them.

A ballot names the projects a voter wants. A project can be bought while those who want it hold its cost between
them; they pay alike, and who has less left gives all of it. Bought next is the project at the best price: the
highest payment asked of a supporter, as it stands (`utility: votes`) or per 0.01 of cost (`utility: cost`). Equal
prices are put in order by beneficiary households, earlier submission, id.

What is then left over is completed in two steps. The shares are raised, a hundredth at a time and up to fivefold, and
all is bought anew, until nothing more fits into the budget or the budget would be overdrawn, where the last result
within it holds. Then what still fits is filled in: most votes first (`cost`), or most votes for its cost (`votes`).

Source: D. Peters, G. Pierczyński, P. Skowron, «Proportional Participatory Budgeting with Additive Utilities»
(2021); completion as described on equalshares.net. Keeps anonymity, extended justified representation up to one
project before completion (a group with the same wishes gets its share spent on them), and never spends more than
there is. Like every proportional rule it is not monotone in every case.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from bot.deliberation.figures import Figures
from bot.deliberation.voting import approval
from bot.deliberation.voting.budget import spend
from bot.deliberation.voting.paper import ABSTAIN, Ballot, Ballots, Choice, Paper, named_in
from bot.deliberation.voting.rank_budget import funding
from bot.deliberation.voting.tally import Reason, Tally, Verdict
from bot.deliberation.voting.terms import Terms

OUTCOMES = frozenset({"passed", "failed", "budget_blocked"})
PASSES = False
TERMS: Mapping[str, object] = {"max": None, "utility": "cost"}

RAISES = 400
"""How often the shares are raised by a hundredth at most."""
_BROKE = 0
"""The purse of those who have nothing left."""
_CLEARED = 4_000
"""So many purses are worth looking through for those nobody holds any more."""


def options(choices: Sequence[str]) -> tuple[str, ...]:
    """The motion's projects, and to abstain."""
    return (*choices, ABSTAIN)


def read(ballot: object, paper: Paper, terms: Terms) -> Ballot:
    """A ballot is a list of projects, kept in the order of the paper, or `abstain`; see `paper.some_of`."""
    return approval.read(ballot, paper, terms)


def tally(ballots: Ballots, paper: Paper) -> Mapping[str, Figures]:
    """Who wants each project."""
    return approval.tally(ballots, paper)


def verdict(terms: Terms, tally: Tally) -> Verdict:
    """Passed with the projects funded; `budget_blocked` where none fits; failed where nobody wants any."""
    market = Market.of(tally, by_cost=terms.utility != "votes")
    bought, raised = complete(market, tally.budget)
    steps = [Reason("step-raised", {"percent": 100 + raised})] if raised else []
    left = tally.budget
    for purchase in bought:
        choice = purchase.choice
        each = -(-purchase.each.numerator // purchase.each.denominator)
        steps.append(Reason("step-bought", {**market.bill(choice, left), "each": each}))
        left -= choice.cost
    funded = [purchase.choice.id for purchase in bought]
    for filled in spend(market.filling(funded), left, "skip"):
        key = "step-filled" if filled.funded else "step-misfit"
        steps.append(Reason(key, market.bill(filled.choice, filled.left)))
        funded += [filled.choice.id] if filled.funded else []
    return funding(funded, tally, steps)


@dataclass(frozen=True, slots=True)
class Purchase:
    """A project bought, and the most that one of its supporters paid for it."""

    choice: Choice
    each: Fraction


@dataclass(slots=True)
class _Offer:
    """A project for sale: who wants it, and a price it is not below. `over` and `payers` are that price as it was
    last worked out: so much, in units of the market then, shared by so many."""

    choice: Choice
    supporters: list[int]
    price: Fraction
    over: int = 0
    payers: int = 0


@dataclass(frozen=True, slots=True)
class Market:
    """Voters by equal ballots, and projects with those who want them.

    Only projects that somebody wants and that fit into the whole budget are for sale.
    """

    weights: list[int]
    wanted: list[tuple[Choice, list[int]]]
    votes: Mapping[str, int]
    by_cost: bool

    @classmethod
    def of(cls, tally: Tally, *, by_cost: bool) -> "Market":
        groups = list(named_in(tally.ballots))
        wanting: dict[str, list[int]] = {choice.id: [] for choice in tally.paper.choices}
        for at, (named, _) in enumerate(groups):
            for option in named:
                wanting[option].append(at)
        weights = [weight.heads for _, weight in groups]
        votes = {option: sum(weights[at] for at in wanting[option]) for option in wanting}
        sold = sorted((choice for choice in tally.paper.choices if votes[choice.id]), key=lambda one: one.precedence)
        return cls(weights, [(choice, wanting[choice.id]) for choice in sold], votes, by_cost)

    def bill(self, choice: Choice, left: int) -> dict[str, str | int]:
        """The parameters of a step: who wants the project, what it costs, what there was before it."""
        return {"option": choice.id, "votes": self.votes[choice.id], "cost": choice.cost, "left": left}

    def unit(self, choice: Choice) -> int:
        """What a project is worth to each who wants it, which its price is divided by."""
        return max(1, choice.cost) if self.by_cost else 1

    def filling(self, funded: Sequence[str]) -> list[Choice]:
        """What is not funded, in the order in which what is left over is spent on it."""
        rest = [choice for choice, _ in self.wanted if choice.id not in funded]
        per = {c.id: Fraction(self.votes[c.id] * self.unit(c), max(1, c.cost)) for c in rest}
        return sorted(rest, key=lambda choice: (-per[choice.id], choice.precedence))


def complete(market: Market, budget: int) -> tuple[list[Purchase], int]:
    """What is bought with the shares raised, and by how many hundredths they were."""
    bought: list[Purchase] = []
    for raised in range(RAISES + 1):
        found = buy(market, budget, raised)
        if found is None:
            return bought, raised - 1
        bought = found
        names = {purchase.choice.id for purchase in bought}
        left = budget - sum(purchase.choice.cost for purchase in bought)
        if all(choice.cost > left for choice, _ in market.wanted if choice.id not in names):
            return bought, raised
    return bought, RAISES


def buy(market: Market, budget: int, raised: int = 0) -> list[Purchase] | None:
    """What the voters buy with shares of the budget raised by so many hundredths; None where that overdraws it.

    Voters with equally much left hold the same purse, so that a price is worked out over purses. What is in them
    is whole numbers of a unit that grows finer with every price that does not come out even.
    """
    voters = sum(market.weights)
    finer = 100 * voters
    purses = [0, budget * (100 + raised)]
    purse_of = [1] * len(market.weights)
    offers = [
        _Offer(choice, list(wanting), Fraction(choice.cost, market.votes[choice.id] * market.unit(choice)))
        for choice, wanting in market.wanted
        if choice.cost <= budget
    ]
    bought: list[Purchase] = []
    left = budget
    while True:
        best: _Offer | None = None
        offers.sort(key=lambda offer: offer.price)
        for offer in list(offers):
            if best is not None and offer.price > best.price:
                break
            if not _work_out(offer, market, purses, purse_of, finer):
                offers.remove(offer)
            elif best is None or (offer.price, offer.choice.precedence) < (best.price, best.choice.precedence):
                best = offer
        if best is None:
            return bought
        offers.remove(best)
        left -= best.choice.cost
        if left < 0:
            return None
        bought.append(Purchase(best.choice, Fraction(best.over, best.payers * finer)))
        common = gcd(best.over, best.payers)
        scale, price = best.payers // common, best.over // common
        finer *= scale
        purses = _pay(best.supporters, purses, purse_of, scale, price)


def _work_out(offer: _Offer, market: Market, purses: list[int], purse_of: list[int], finer: int) -> bool:
    """Set the price of an offer; False where those who want it no longer hold its cost.

    Who has less than all would pay alike gives all of it, and the rest is shared by the others: until nobody has.
    """
    holders: defaultdict[int, int] = defaultdict(int)
    weights = market.weights
    for at in offer.supporters:
        holders[purse_of[at]] += weights[at]
    if holders.pop(_BROKE, 0):
        offer.supporters = [at for at in offer.supporters if purse_of[at] != _BROKE]
    over, payers = offer.choice.cost * finer, sum(holders.values())
    held = [(purses[purse], count) for purse, count in holders.items()]
    while payers:
        most = (over - 1) // payers
        poor = [purse for purse in held if purse[0] <= most]
        if not poor:
            offer.over, offer.payers = over, payers
            offer.price = Fraction(over, payers * finer * market.unit(offer.choice))
            return True
        over -= sum(money * count for money, count in poor)
        payers -= sum(count for _, count in poor)
        held = [purse for purse in held if purse[0] > most]
    return False


def _pay(supporters: Sequence[int], purses: list[int], purse_of: list[int], scale: int, price: int) -> list[int]:
    """Take the price from the supporters, in units finer by `scale`; returns the purses.

    Those nobody holds any more are cleared away now and then.
    """
    after: dict[int, int] = {}
    rest = [held * scale for held in purses]
    for at in supporters:
        purse = purse_of[at]
        if (paid := after.get(purse)) is None:
            if rest[purse] > price:
                paid = len(rest)
                rest.append(rest[purse] - price)
            else:
                paid = _BROKE
            after[purse] = paid
        purse_of[at] = paid
    if len(rest) < _CLEARED:
        return rest
    held_now = sorted({_BROKE, *purse_of})
    renamed = {purse: at for at, purse in enumerate(held_now)}
    purse_of[:] = [renamed[purse] for purse in purse_of]
    return [rest[purse] for purse in held_now]
