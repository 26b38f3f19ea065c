"""An erased ballot on a vote opened again: its elector's later one replaces it, and nothing says whose it was."""

from typing import Any

from bot.deliberation.minutes.journal import ChainRow, Content
from bot.deliberation.minutes.recount import Minutes, Question, counted, residues
from bot.deliberation.voting.rules import Rule

from .conftest import NOW

MOTION, ROUND = 55, 56


def said(*rows: tuple[str, dict[str, Any]]) -> tuple[list[ChainRow], dict[int, Content]]:
    """A chain of (kind, content) about one motion and round."""
    public = {"what": MOTION, "round": ROUND}
    chain = [ChainRow("session:1", n, NOW, kind, public, "", "", "") for n, (kind, _) in enumerate(rows, 1)]
    return chain, {n: Content(content, f"salt-{n}") for n, (_, content) in enumerate(rows, 1) if content}


def ballot(elector: str, choice: str, receipt: str) -> tuple[str, dict[str, Any]]:
    return "ballot", {"person": 1, "elector": elector, "choice": choice, "area": 0, "receipt": receipt}


def choices(minutes: Minutes) -> list[str]:
    return sorted(one.choice for one in counted(minutes, Question(Rule(electorate="owner"), MOTION, ROUND), 99))


def test_a_later_ballot_replaces_the_one_that_was_erased_between_the_close_and_the_opening_again() -> None:
    """… and so it does when it is erased in its turn; who has not voted again still counts by what was left."""
    before = [("round-entered", {}), ballot("owner:10", "agree", "AAA"), ballot("owner:11", "agree", "BBB")]
    rows, contents = said(*before, ("round-closed", {}))
    left = residues(Minutes(rows, contents, {}), {2, 3})
    assert all("elector" not in residue for residue in left.values())

    again = [("round-closed", {}), ("vote-reopened", {}), ballot("owner:10", "oppose", "AAA"), ("round-closed", {})]
    rows, contents = said(*before, *again)
    contents = {seq: content for seq, content in contents.items() if seq not in left}
    assert choices(Minutes(rows, contents, left)) == ["agree", "oppose"]

    left |= residues(Minutes(rows, contents, left), {6})
    assert choices(Minutes(rows, {}, left)) == ["agree", "oppose"]
