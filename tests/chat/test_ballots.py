"""The ballots of every method: the card in the group, the paper in private, the result, in every language."""

from typing import Any

import pytest

from bot.chat.buttons import decode
from bot.chat.message import Message
from bot.deliberation.acts import Ask, Stand
from bot.deliberation.flow import Flow, Vote
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.decide import read
from bot.deliberation.voting.paper import Choice, Paper
from bot.deliberation.voting.rules import Rule
from bot.flow_files import FlowLibrary
from bot.i18n import Words, available
from bot.rehearsal.preview import Shown, preview

BY_CHOICE = sorted(METHODS.keys() - {"approve"})
PAPER = Paper((Choice("c1"), Choice("c2"), Choice("c3")))


@pytest.fixture(autouse=True)
def _strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Words, "strict", True)


def a_flow(method: str, electorate: str = "member", **terms: Any) -> Flow:
    """The quick question, decided by this method."""
    funded = {"fund": "community"} if "budget_blocked" in METHODS[method].OUTCOMES else {}
    rule = Rule.model_validate({"electorate": electorate, "options": method, **funded, **terms})
    flow = FlowLibrary().load("wumin-kuai").flow
    vote = flow.stages[0]
    assert isinstance(vote, Vote)
    ways = {**vote.next, "budget_blocked": vote.next["failed"]} if funded else vote.next
    return flow.model_copy(update={"stages": (vote.model_copy(update={"rule": rule, "next": ways}), *flow.stages[1:])})


def shown(method: str, locale: str = "zh-CN", **terms: Any) -> list[Shown]:
    return preview(a_flow(method, **terms), Words(locale))


def acts_of(message: Message) -> list[object]:
    return [decode(key.data) for row in message.rows for key in row if key.data]


@pytest.mark.parametrize("locale", available())
@pytest.mark.parametrize("method", BY_CHOICE)
def test_no_message_of_a_vote_by_this_method_lacks_a_word(method: str, locale: str) -> None:
    found = shown(method, locale, electorate="household")
    assert {"ballot", "counts", "result", "receipt", "full-text"} <= {one.card for one in found}


@pytest.mark.parametrize("method", sorted(set(BY_CHOICE) - {"single"}))
def test_the_group_sees_the_way_to_the_paper_and_nobodys_marks(method: str) -> None:
    cards = [one.message for one in shown(method) if one.card == "round" and not one.private]
    pressed = [act for card in cards for act in acts_of(card)]
    assert any(isinstance(act, Ask) and act.view == "ballot" and not act.extra for act in pressed)
    assert not any(isinstance(act, Stand) for act in pressed)


def test_one_choice_of_few_is_one_press_in_the_group() -> None:
    card = next(one.message for one in shown("single") if one.card == "round" and acts_of(one.message))
    pressed = [act for act in acts_of(card) if isinstance(act, Stand)]
    assert sorted(act.choice for act in pressed) == ["abstain", "c1", "c2", "c3"]


@pytest.mark.parametrize("method", BY_CHOICE)
def test_every_button_of_a_paper_is_a_ballot_its_rule_reads_or_a_paper_with_one_mark_more(method: str) -> None:
    rule = a_flow(method).stages[0].rule  # type: ignore[union-attr]
    paper = next(one.message for one in shown(method) if one.card == "ballot")
    for act in acts_of(paper):
        match act:
            case Stand("ballot", _, _, text):
                assert read(rule, PAPER, text) == text
            case Ask("ballot", _, _, extra):
                assert extra
            case _:
                raise AssertionError(act)


def test_p13_of_for_and_against_nothing_but_the_turnout_is_shown_before_the_close() -> None:
    """Every message of the vote while it is open, in the group and in private, but what one has chosen oneself."""
    words = Words("zh-CN")
    found = [one.message.html for one in shown("approve", electorate="household") if one.card == "round"]
    open_cards = [html for html in found if "之前可改" in html]
    sides = [words(f"tallied-{side}", count=count) for side in ("agree", "oppose", "abstain") for count in range(33)]
    assert open_cards
    assert not [html for html in open_cards for side in sides if side in html]
    assert any(side in one.message.html for one in shown("approve", electorate="household") for side in sides)


@pytest.mark.parametrize("method", BY_CHOICE)
def test_p13_before_the_close_no_figure_but_the_turnout_is_shown(method: str) -> None:
    open_cards = [one.message.html for one in shown(method) if one.card == "round" and "之前可改" in one.message.html]
    titles = [Words("zh-CN")("sample-choice", number=number) for number in (1, 2, 3)]
    assert open_cards
    assert not [card for card in open_cards for title in titles for count in range(1, 33) if f"{title} {count}" in card]
