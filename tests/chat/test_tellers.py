"""The grid of doors: pages of it, and the letters its buttons carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.cards.tellers import PAGE, grid, state_of
from bot.chat.electors import coded, decoded
from bot.deliberation.acts import Ask
from bot.deliberation.ballots.voices import PaperEntry

from .making import NOW

DOORS = [(f"owner:{n}", f"{n // 100}-{n}") for n in range(1, 2262)]


def page(at: str) -> tuple[list[str], int, int]:
    rows, number, pages = grid(
        DOORS, at, lambda _: "◐", lambda e: Ask("paper-door", 1, 2, coded(e)), lambda n: Ask("paper", 1, 2, n)
    )
    return [button.text for row in rows for button in row], number, pages


def entry(choice: str, state: str = "open") -> PaperEntry:
    return PaperEntry(1, 1, 1, 1, "owner:1", "1-101", choice, 5, NOW, state)


def test_every_door_of_2261_is_on_one_page_which_telegram_can_carry() -> None:
    pages = [page(str(n)) for n in range(57)]
    assert {whole for _, _, whole in pages} == {57}
    shown = [text for texts, _, _ in pages for text in texts if text not in "◀▶"]
    assert shown == [f"◐ {door}" for _, door in DOORS]
    assert all(len(texts) <= PAGE + 2 for texts, _, _ in pages)
    assert ("◀" in pages[0][0], "▶" in pages[0][0], "▶" in pages[-1][0]) == (False, True, False)


def test_the_page_of_a_door_is_found_again_and_nonsense_is_the_first_or_last() -> None:
    assert page("owner:41")[1] == 2
    assert (page("")[1], page("x")[1], page("9999")[1]) == (1, 1, 57)


def test_a_door_says_how_far_its_sheet_is_and_no_more() -> None:
    assert state_of([]) == ""
    assert state_of([entry("agree")]) == "waiting"
    assert state_of([entry("agree"), entry("oppose")]) == "differs"
    assert state_of([entry("agree", "counted"), entry("agree", "counted")]) == "counted"
    assert state_of([entry("agree", "counted"), entry("oppose")]) == "waiting", "it is being entered anew"


@given(st.sampled_from(["owner", "household"]), st.integers(0, 2**53))
def test_an_elector_comes_back_from_its_letters(kind: str, number: int) -> None:
    assert decoded(coded(f"{kind}:{number}")) == f"{kind}:{number}"


@pytest.mark.parametrize("text", ["person:5", "owner:", "owner:x", "owner"])
def test_no_button_carries_any_other_elector(text: str) -> None:
    with pytest.raises(ValueError, match="no button"):
        coded(text)


@pytest.mark.parametrize("letters", ["", "o", "p5", "o-1", "O7", "h" + "z" * 13])
def test_letters_that_stand_for_no_elector_are_refused(letters: str) -> None:
    with pytest.raises(ValueError, match="^" + letters):
        decoded(letters)
