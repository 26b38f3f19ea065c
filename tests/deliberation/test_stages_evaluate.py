"""民评 and 民享: ratings, 整改 and its one loop, words without names, and what is asked again afterwards."""

from datetime import timedelta

import pytest

from bot.deliberation import acts
from bot.deliberation.figures import Figures
from bot.deliberation.model import IssueState, SessionState
from bot.deliberation.refusal import Refused

from .making import LEAD, RATE, SESSION, Story, finish, probe, resident, to_rating

SHARED = {"next": RATE["next"] | {"satisfied": "xiang"}}


def rated(story: Story, *heads: int) -> None:
    """So many answers, very satisfied first."""
    rating = story.round("evaluate")
    counted = {str(r): Figures(n) for r, n in zip((5, 4, 3, 2, 1), heads, strict=False) if n}
    story.case.counts["rating", rating.id, rating.id] = counted
    story.close("evaluate")


def sharing(**xiang: object) -> Story:
    flow = probe(ping=SHARED)
    data = flow.model_dump(mode="json", by_alias=True)
    data["stages"].insert(-1, {"id": "xiang", "kind": "archive", "gather": "each", "share": True, **xiang})
    return Story(type(flow).model_validate(data))


def test_four_fifths_exactly_are_enough_and_one_less_is_not() -> None:
    for satisfied, outcome in ((8, "satisfied"), (7, "unsatisfied")):
        story = Story(probe())
        rating = to_rating(story)
        rated(story, satisfied, 0, 10 - satisfied)
        assert rating.outcome == outcome


def test_dissatisfaction_goes_back_once_and_the_second_time_ends_unsatisfied() -> None:
    story = Story(probe())
    to_rating(story)
    rated(story, 1, 0, 0, 9)
    assert story.round("implement").lap == 2
    finish(story, "返工")
    again = story.round("evaluate")
    rated(story, 1, 0, 0, 9)
    assert (again.outcome, story.case.session.state) == ("unsatisfied", SessionState.CLOSED)


def test_too_few_answers_extend_once_where_the_flow_says_so() -> None:
    story = Story(probe(ping={"extend": "2d"}))
    rating = to_rating(story)
    due = rating.due_at
    assert due is not None
    rated(story, 9)
    assert (rating.closed_at, rating.due_at) == (None, due + timedelta(days=2))
    rated(story, 9)
    assert rating.outcome == "insufficient"


def test_in_a_small_group_three_tenths_of_the_households_are_enough() -> None:
    story = Story(probe(), households=20)
    rating = to_rating(story)
    rated(story, 6)
    assert (rating.outcome, rating.facts["min_n"]) == ("satisfied", 6)


def test_nobody_cuts_a_rating_short_or_draws_it_out() -> None:
    story = Story(probe())
    rating = to_rating(story)
    with pytest.raises(Refused, match="rating-not-early"):
        story.do(acts.Advance(SESSION, rating.id), LEAD)
    with pytest.raises(Refused, match="extend-not-here"):
        story.do(acts.Extend(SESSION, rating.id, "24h"), LEAD)


def test_words_with_a_rating_are_three_short_ones_a_person_and_name_nobody_in_public() -> None:
    story = Story(probe())
    rating = to_rating(story)
    for text, key in ((" ", "text-empty"), ("长" * 301, "text-too-long")):
        with pytest.raises(Refused, match=key):
            story.do(acts.Remark(SESSION, rating.id, "", text), resident(30))
    for text in ("一", "二", "三"):
        story.do(acts.Remark(SESSION, rating.id, f"round:{rating.id}", text), resident(30))
    with pytest.raises(Refused, match="spoken-enough"):
        story.do(acts.Remark(SESSION, rating.id, "", "四"), resident(30))
    assert {key for e in story.journal if e.kind == "remark" for key in e.public} == {"entry"}


@pytest.mark.parametrize("about", ["round:x", "person:3", "<b>", "task:", "x" * 500, "round:1 "])
def test_a_remark_is_about_something_there_can_be(about: str) -> None:
    story = Story(probe())
    rating = to_rating(story)
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.Remark(SESSION, rating.id, about, "不错"), resident(30))


@pytest.mark.parametrize("kind", ["collect", "screen", "deliberate", "vote", "notice", "implement"])
def test_remarks_are_for_ratings_and_what_was_shared(kind: str) -> None:
    story = Story(probe())
    to_rating(story)
    round_ = next(r for r in story.case.rounds.values() if r.kind == kind)
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.Remark(SESSION, round_.id, "", "不错"), resident(30))


def test_what_is_shared_is_described_and_asked_about_after_the_session_is_over() -> None:
    story = sharing(ask_again="30d")
    to_rating(story)
    rated(story, 10)
    assert story.case.session.state is SessionState.CLOSED
    (issue,) = story.case.issues.values()
    assert issue.state is IssueState.CLOSED
    share = next(r for r in story.case.rounds.values() if r.stage_id == "xiang")
    story.do(acts.DescribeShare(SESSION, share.id, result="装好两只", keeper="物业"), LEAD)
    story.do(acts.DescribeShare(SESSION, share.id, not_achieved="少一盏灯"), LEAD)
    assert share.facts == {"result": "装好两只", "keeper": "物业", "not_achieved": "少一盏灯"}
    with pytest.raises(Refused, match="text-too-long"):
        story.do(acts.DescribeShare(SESSION, share.id, result="长" * 301), LEAD)
    story.until(story.now + timedelta(days=60))
    assert [card for _, card in story.posts].count("ask-again") == 1
    story.do(acts.Remark(SESSION, share.id, f"round:{share.id}", "又坏了"), resident(30))
    assert "remark-told" in story.cards(1)
    assert story.case.session.state is SessionState.CLOSED


def test_an_archive_is_never_advanced_and_describes_only_what_is_shared() -> None:
    story = sharing()
    rating = to_rating(story)
    rated(story, 10)
    share = next(r for r in story.case.rounds.values() if r.stage_id == "xiang")
    with pytest.raises(Refused, match="round-closed"):
        story.do(acts.Advance(SESSION, share.id), LEAD)
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.DescribeShare(SESSION, rating.id, "装好了"), LEAD)
