"""The mathematics of the proofs: the group of the standard, commitments that add up, recounts by every method."""

import random
from collections.abc import Mapping
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deliberation.figures import Figures
from bot.deliberation.minutes.proof import Opening, P, base, commit, key_of, mask_of, receipt_mark, together
from bot.deliberation.minutes.recount import Counted, Question, marks, recounted
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.paper import Choice, Paper, written
from bot.deliberation.voting.rules import Rule
from bot.documents.proofs import prove

SOME = settings(max_examples=40, deadline=None)
ORDER = (P - 1) // 2


def pi_to(bits: int) -> int:
    """floor(2^bits * pi), by Machin's formula."""
    guard = 64
    one = 1 << (bits + guard)

    def arctan_of_inverse(x: int) -> int:
        term, total, n = one // x, 0, 1
        while term:
            total += term // n if n % 4 == 1 else -(term // n)
            term, n = term // (x * x), n + 2
        return total

    return 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239)) >> guard


def test_the_modulus_is_that_of_rfc_3526_and_a_safe_prime() -> None:
    assert 2**2048 - 2**1984 - 1 + 2**64 * (pi_to(1918) + 124476) == P
    rng = random.Random(3526)
    for number in (P, ORDER):
        assert all(_probably_prime(number, rng.randrange(2, number - 1)) for _ in range(4))


def _probably_prime(number: int, witness: int) -> bool:
    """One round of Miller and Rabin."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    x = pow(witness, odd, number)
    return x in (1, number - 1) or any((x := x * x % number) == number - 1 for _ in range(twos - 1))


def test_the_bases_are_different_generators_of_the_prime_order_subgroup() -> None:
    bases = {base(name) for name in ("heads", "area", "mask")}
    assert len(bases) == 3
    assert all(1 < one < P - 1 and pow(one, ORDER, P) == 1 for one in bases)


numbers = st.integers(0, 2**40)
openings = st.builds(Opening, numbers, numbers, st.integers(0, 2**300))


@SOME
@given(st.lists(openings, max_size=5))
def test_together_commitments_are_a_commitment_to_the_sum(some: list[Opening]) -> None:
    assert together(map(commit, some)) == commit(sum(some, Opening()))


@SOME
@given(openings)
def test_the_tables_give_what_plain_powers_give(opening: Opening) -> None:
    exponents = {"heads": opening.heads, "area": opening.area, "mask": opening.mask}
    assert commit(opening) == prod(pow(base(name), exponent, P) for name, exponent in exponents.items()) % P


@SOME
@given(openings, openings)
def test_another_opening_is_another_commitment(one: Opening, other: Opening) -> None:
    assert (commit(one) == commit(other)) == (one == other)


def test_masks_differ_by_ballot_motion_round_and_option_and_do_not_give_the_salt_away() -> None:
    key = key_of("0" * 32)
    masks = {mask_of(*given) for given in ((key, 1, 2, "agree"), (key, 2, 1, "agree"), (key, 1, 2, "oppose"))}
    assert len(masks | {mask_of(key_of("1" * 32), 1, 2, "agree")}) == 4
    assert all(mask.bit_length() <= 256 for mask in masks)
    assert "0" * 16 not in key


def test_a_receipt_is_marked_for_one_decision_and_typed_in_either_case() -> None:
    assert receipt_mark("1", "7K2M9P") == receipt_mark("1", " 7k2m9p ") != receipt_mark("2", "7K2M9P")


# --- every method ---------------------------------------------------------------------------------------------

PAPER = Paper(tuple(Choice(f"c{n}", cost=100 * n, beneficiaries=n, submitted=n) for n in range(1, 5)))


SPENDING = {"rank_budget", "equal_shares"}


def a_rule(method: str) -> tuple[Rule, Paper]:
    fund = {"fund": "community"} if method in SPENDING else {}
    rule = Rule.model_validate({"electorate": "household", "options": method, **fund})
    return rule, Paper() if method == "approve" else PAPER


def a_ballot(rule: Rule, paper: Paper, rng: random.Random) -> str:
    """Some ballot the method reads."""
    if rng.random() < 0.2 or not paper.ids:
        return rng.choice(["agree", "oppose", "abstain"]) if not paper.ids else "abstain"
    some = rng.sample(paper.ids, rng.randint(1, len(paper.ids)))
    for value in (some, some[:1], {name: 1 + rng.randrange(2) for name in some}, some[0]):
        try:
            return written(METHODS[rule.options].read(value, paper, rule))
        except Exception:
            continue
    raise AssertionError(f"no ballot found that {rule.options} reads")


@pytest.mark.parametrize("method", sorted(METHODS))
def test_by_every_method_the_marks_of_the_ballots_add_up_to_the_recount(method: str) -> None:
    """So that the totals of a proof are the figures of the decision, heads and areas."""
    rule, paper = a_rule(method)
    question = Question(rule, 1, 2, paper, budget=1000, seed="00")
    for seed in range(20):
        rng = random.Random(seed)
        texts = [(a_ballot(rule, paper, rng), rng.randrange(5000, 15000)) for _ in range(7)]
        ballots = [Counted(n, text, area, f"R{n}", key_of(str(n))) for n, (text, area) in enumerate(texts)]
        figures, _ = recounted(question, ballots, Figures(10, 100_000))
        for option in question.options:
            total = sum((marks(question, ballot)[option] for ballot in ballots), Figures())
            assert figures[option] == {"heads": total.heads, "area": f"{total.area // 100}.{total.area % 100:02}"}


def test_a_proof_carries_areas_where_owners_vote() -> None:
    question = Question(Rule.model_validate({"electorate": "owner"}), 1, 2)
    areas: Mapping[str, Any] = {"agree": (8950, 7620), "oppose": (10400,)}
    ballots = [
        Counted(n, choice, area, f"R{n}", key_of(str(n)))
        for n, (choice, area) in enumerate((c, a) for c, held in areas.items() for a in held)
    ]
    proof = prove("2026-1", question, ballots)
    assert {o: (t["heads"], t["area"]) for o, t in proof["totals"].items()} == {
        "agree": (2, "165.70"), "oppose": (1, "104.00"), "abstain": (0, "0.00"),
    }  # fmt: skip
    for index, option in enumerate(proof["options"]):
        total = proof["totals"][option]
        opening = Opening(total["heads"], sum(areas.get(option, ())), int(total["mask"], 16))
        assert together(int(b["commitments"][index], 16) for b in proof["ballots"]) == commit(opening)
