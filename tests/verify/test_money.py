"""What there was to spend, compared with what the books said: two motions of one agenda (P24)."""

from dataclasses import replace
from typing import Any

import pytest

from bot.deliberation.minutes.journal import ChainRow
from bot.documents.verify.money import check_money
from bot.documents.verify.reading import Decided, Option, Refers

from .conftest import NOW

YUAN = 100


def decided(motion: int, cost: int, choices: list[Option] | None = None) -> Decided:
    return Decided(
        number=f"2026-001-{motion}", motion="", minutes=Refers(decision=motion, motion=motion, round=5), digest="",
        motion_hash="", rule={}, outcome="", late=0, void=0, cost=cost, choices=choices or [],
    )  # fmt: skip


def rows(*motions: tuple[int, int, str, tuple[str, ...]], balance: int = 63_100) -> list[ChainRow]:
    """The minutes of a close: (motion, budget, outcome, chosen) in the order of the agenda; money in yuan."""
    found: list[ChainRow] = []

    def add(kind: str, public: dict[str, Any]) -> None:
        found.append(ChainRow("session:1", len(found) + 1, NOW, kind, public, "", "", ""))

    for motion, budget, outcome, chosen in motions:
        books = {"balance": balance * YUAN, "committed": 0, "reserve": 0}
        add("envelope", {"motion": motion, "round": 5, "fund": "community", **books, "budget": budget * YUAN})
        count = {"budget": budget * YUAN, "chosen": list(chosen)}
        add("decided", {"decision": motion, "motion": motion, "outcome": outcome, "figures": {"count": count}})
    return found


def found_in(made: list[Decided], minutes: list[ChainRow]) -> list[str]:
    return [str(finding.params["decision"]) for finding in check_money(made, minutes)]


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ((63_100, "passed"), 21_100, []),
        ((63_100, "passed"), 63_100, ["2026-001-2"]),
        ((63_100, "failed"), 63_100, []),
        ((63_100, "failed"), 21_100, ["2026-001-2"]),
        ((70_000, "passed"), 21_100, ["2026-001-1"]),
    ],
)
def test_what_one_motion_was_given_was_gone_for_the_next(first: tuple[int, str], second: int, wrong: list[str]) -> None:
    """63,100; the first costs 42,000."""
    made = [decided(1, 42_000 * YUAN), decided(2, 42_000 * YUAN)]
    assert found_in(made, rows((1, *first, ()), (2, second, "budget_blocked", ()))) == wrong


def test_a_list_may_have_been_put_to_the_vote_with_less_than_there_was_and_never_with_more() -> None:
    """Of 63,100 it was given 50,000 and chose 30,000: 33,100 were left."""
    options = [Option(id="c1", cost=30_000 * YUAN), Option(id="c2", cost=45_000 * YUAN)]
    made = [decided(1, 0, options), decided(2, 40_000 * YUAN)]
    assert found_in(made, rows((1, 50_000, "passed", ("c1",)), (2, 33_100, "budget_blocked", ()))) == []
    assert found_in(made, rows((1, 63_101, "passed", ("c1",)), (2, 33_100, "budget_blocked", ()))) == ["2026-001-1"]


def test_a_vote_that_was_opened_again_gives_back_what_it_had_given() -> None:
    made = [decided(1, 42_000 * YUAN)]
    once = rows((1, 63_100, "passed", ()))
    again = replace(once[0], kind="round-extended", public={"round": 5, "due_at": "", "why": "inquorate"})
    assert found_in(made, [*once, again, *once]) == []
    assert found_in(made, [*once, *once]) == ["2026-001-1"]
