"""Ballots as the few letters a button carries."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import marks
from bot.chat.buttons import LIMIT, decode, encode
from bot.deliberation.acts import Ask, Stand
from bot.deliberation.choices import MOST
from bot.deliberation.refusal import Refused

NUMBERS = st.integers(1, MOST)
LISTS = st.lists(NUMBERS, min_size=1, unique=True).map(lambda named: [f"c{n}" for n in named])
POINTS = st.dictionaries(NUMBERS, st.integers(1, 10), min_size=1).map(
    lambda given_: {f"c{n}": given_[n] for n in sorted(given_)}
)
BALLOTS = st.one_of(LISTS, POINTS).map(lambda value: json.dumps(value, separators=(",", ":"))) | st.sampled_from(
    ["c1", "c20", "agree", "abstain"]
)


@given(BALLOTS)
def test_every_ballot_on_twenty_choices_fits_a_button_with_ids_of_years_and_comes_back(ballot: str) -> None:
    act = Stand("ballot", 36**8, 36**8, ballot)
    assert decode(encode(act)) == act
    assert len(encode(act).encode()) <= LIMIT
    page = Ask("ballot", 36**8, 36**8, marks.shortened(ballot) + "+ka0")
    assert len(encode(page).encode()) <= LIMIT


@pytest.mark.parametrize("data", ["v_b_1_1_-0", "v_b_1_1_-a.b", "v_b_1_1_.5-2", "v_b_1_1_..", "v_b_1_1_-" + "1" * 30])
def test_letters_that_are_no_ballot_are_a_stale_button(data: str) -> None:
    with pytest.raises(Refused, match="button-stale"):
        decode(data)


@pytest.mark.parametrize("choice", ["x1", "c0", "c", "1", "c100"])
def test_choices_that_do_not_go_by_numbers_have_no_letters(choice: str) -> None:
    with pytest.raises(ValueError, match=choice):
        marks.shortened(f'["{choice}"]')


@pytest.mark.parametrize(
    ("page", "newest", "turned"),
    [
        ("-+2", "", "-2"),
        ("-31+2", "", "-312"),
        ("-312+1", "", "-32"),
        ("-+2", "-31", "-312"),
        (".+153", "", ".5-3"),
        (".503+300", "", ".5-0"),
        (".+222", ".5", ".52-2"),
        (".5-2", ".53", ".53-2"),
        ("-", "-31", "-"),
        (".", ".5", "."),
    ],
)
def test_a_press_changes_what_has_been_marked_by_now_and_a_new_beginning_nothing_but_itself(
    page: str, newest: str, turned: str
) -> None:
    assert marks.turned(page, newest) == turned


@pytest.mark.parametrize("page", ["", "+2", "-31-2", "-31+22", ".5+2", ".5+0", "agree", "-0", ".5+2222"])
def test_what_no_page_has_on_it_is_refused(page: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it repeats the page, which may be empty
        marks.turned(page)
