"""«还差 2 户» is told while it points at nobody: at least three more could still act than are missing."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.cards.figures import HIDING, still_missing
from bot.chat.cards.registry import CASE_CARDS, Args
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Vote
from bot.deliberation.voting.rules import Rule
from bot.i18n import Words

from .making import a_case, round_of, voted


def missing(households: int, came: int) -> tuple[int, str]:
    """What is told to be missing of 32 households' 17, and what the group is reminded with."""
    case = a_case(households=households)
    voted(case, agree=came)
    vote = round_of(case, "vote")
    (motion,) = case.motions_in(vote)
    shown = CASE_CARDS["nudge-group"](case, Args({"round": vote.id}), Words("zh-CN")).html
    return still_missing(case, motion, vote, case.stage_as(vote, Vote).rule), shown


def test_what_is_missing_is_told_while_many_can_still_act() -> None:
    assert missing(32, 15)[0] == 2
    assert "还差 2 户" in missing(32, 15)[1]


def test_what_is_missing_hides_where_so_few_remain_that_it_would_point_at_somebody() -> None:
    assert missing(7, 2)[0] == 2
    told, shown = missing(6, 2)
    assert told == 0
    assert "还差" not in shown
    assert "2/6" in shown


def test_nothing_is_missing_once_enough_have_come() -> None:
    assert missing(32, 17)[0] == 0


@given(st.integers(1, 60).flatmap(lambda whole: st.tuples(st.just(whole), st.integers(0, whole))))
def test_whatever_is_told_could_come_from_several_more_than_are_asked_for(numbers: tuple[int, int]) -> None:
    whole, came = numbers
    told, _ = missing(whole, came)
    assert told == 0 or whole - came - told >= HIDING


def test_of_an_owners_vote_heads_are_told_by_number_and_the_area_as_enough_or_not_yet() -> None:
    """On the card and in the reminder to the group; two thirds of 30 owners are 20, of 3,000 m² 2,000."""
    case = a_case()
    vote = round_of(case, "vote")
    rule = Rule.model_validate({"electorate": "owner", "matter": "other"})
    stages = (s.model_copy(update={"rule": rule}) if isinstance(s, Vote) else s for s in case.flow.stages)
    case.flow = case.flow.model_copy(update={"stages": tuple(stages)})
    (motion,) = case.motions_in(vote)
    motion.heads, motion.area = 30, 300_000
    for area, said in ((199_999, "参与:还不够"), (200_000, "参与:已够")):
        case.counts["ballot", motion.id, vote.id] = {"agree": Figures(15, area)}
        reminder, card = (
            CASE_CARDS[name](case, Args({"round": vote.id}), Words("zh-CN")).html for name in ("nudge-group", "round")
        )
        assert "还差 5" in reminder
        assert said in reminder
        assert said in card
        assert "2,000" not in reminder + card
