"""审议: 应到 and 实到, the panel's opinions with their reasons, and what they come to (domain.md §2.2, §4.2)."""

from datetime import timedelta
from typing import Any

import pytest

from bot.chat.cards.registry import CASE_CARDS, Args
from bot.deliberation import acts
from bot.deliberation.desk import Actor, Urgency
from bot.deliberation.flaw import Flaw
from bot.deliberation.flow import Review
from bot.deliberation.model import Issue, IssueState
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.review import opinion_of, opinions, present, seats, tally_of
from bot.documents.export import sealed_export
from bot.i18n import Words

from .making import COLLECT, LEAD, SCREEN, SESSION, Story, a_flow, resident, to_screen

PANEL: dict[str, Any] = {
    "id": "shenyi", "kind": "review", "panel": ["party_member"], "window": "3d",
    "next": {
        "approved": "end", "rejected": "end", "inquorate": "end", "tied": "ban",
        "returned": {"goto": "screen", "max_loops": 1, "else": "end"},
    },
}  # fmt: skip
BACK: dict[str, Any] = {"id": "ban", "kind": "archive"}
OF_EXPECTED = {
    "electorate": "panel",
    "quorum": {"head": {"op": "ge", "num": 2, "den": 3, "base": "expected"}},
    "pass": {"head": {"op": "gt", "num": 1, "den": 2, "base": "expected"}},
}
"""党员大会审议: two thirds come, more than half of those expected agree (domain.md §2.2)."""


def member(number: int) -> Actor:
    return Actor(100 + number, f"党员{number}", frozenset({"party_member"}), member=True)


def reviewing(size: int, issues: int = 1, **keys: Any) -> tuple[Story, list[Issue]]:
    """A session whose issues are before a panel of this size."""
    accepted = {**SCREEN, "next": {**SCREEN["next"], "accepted": "shenyi"}}
    story = Story(a_flow(COLLECT, accepted, {**PANEL, **keys}, BACK))
    story.case.offices["party_member"] = [100 + number for number in range(size)]
    found = to_screen(story, issues)
    story.do(acts.AcceptRest(SESSION, story.round("screen").id), LEAD)
    return story, list(found)


def judge(story: Story, number: int, opinion: Any, issue: int = 0, reason: str = "缺预算") -> None:
    story.do(acts.Judge(SESSION, story.round("review").id, issue, opinion, reason), member(number))


def test_e06_a_tie_in_a_panel_is_not_approved() -> None:
    story, [issue] = reviewing(6)
    review = story.round("review")
    for number in range(6):
        judge(story, number, "approve" if number < 3 else "return")
    assert review.members == {issue.id: "tied"}
    assert tally_of(story.case, review, issue.id).present.heads == 6  # type: ignore[union-attr]


def test_e07_twenty_one_expected_fourteen_present_ten_in_favour_is_enough_to_meet_and_not_to_approve() -> None:
    story, [issue] = reviewing(21, rule=OF_EXPECTED)
    review = story.round("review")
    for number in range(14):
        judge(story, number, "approve" if number < 10 else "abstain")
    story.close("review")
    assert review.members == {issue.id: "returned"}


@pytest.mark.parametrize(("there", "outcome"), [(13, "inquorate"), (14, "approved")])
def test_at_the_border_of_two_thirds_one_seat_decides(there: int, outcome: str) -> None:
    story, [issue] = reviewing(21)
    review = story.round("review")
    for number in range(there):
        judge(story, number, "approve")
    story.close("review")
    assert review.members == {issue.id: outcome}


def test_who_checks_in_and_says_nothing_counts_as_present_and_not_as_in_favour() -> None:
    story, [issue] = reviewing(
        3, rule={**OF_EXPECTED, "pass": {"head": {"op": "gt", "num": 1, "den": 2, "base": "present"}}}
    )
    review = story.round("review")
    judge(story, 0, "approve")
    story.do(acts.CheckIn(SESSION, review.id), member(1))
    assert story.do(acts.CheckIn(SESSION, review.id), member(1)).key == "panel-already-in"
    assert len(present(story.case, review)) == 2
    story.close("review")
    assert review.members == {issue.id: "returned"}


def test_the_round_ends_by_itself_with_the_last_opinion_and_each_issue_goes_its_own_way() -> None:
    story, [a, b, c] = reviewing(3, 3)
    review = story.round("review")
    judge(story, 0, "approve")
    judge(story, 1, "approve", a.id)
    judge(story, 1, "reject", b.id, "物业的本职")
    judge(story, 1, "return", c.id)
    judge(story, 2, "abstain", a.id)
    judge(story, 2, "reject", b.id, "与市政重复")
    assert review.closed_at is None
    judge(story, 2, "return", c.id)
    assert review.members == {a.id: "approved", b.id: "rejected", c.id: "returned"}
    assert [text for _, text in story.posts].count("reviewed") == 1
    assert "reviewed" in story.cards(a.author_id or 0)
    assert c.state is IssueState.RAISED
    assert story.round("screen").members == {c.id: None}


def test_a_changed_opinion_replaces_the_first_and_both_stay_in_the_minutes() -> None:
    story, [issue] = reviewing(3)
    review = story.round("review")
    judge(story, 0, "reject")
    judge(story, 0, "approve")
    assert [e.choice for e in opinions(story.case, review, issue.id)] == ["approve"]
    assert [e.kind for e in story.journal].count("opinion") == 2


def test_the_panel_is_fixed_when_the_round_begins_and_a_role_withdrawn_ends_the_right() -> None:
    story, _ = reviewing(2)
    review = story.round("review")
    story.case.offices["party_member"] = [100, 102]
    assert seats(story.case, review) == [100, 101]
    with pytest.raises(Refused, match="panel-fixed"):
        judge(story, 2, "approve")
    with pytest.raises(Refused, match="not-on-panel"):
        story.do(acts.CheckIn(SESSION, review.id), Actor(101, "党员1", member=True))
    with pytest.raises(Refused, match="not-on-panel"):
        story.do(acts.Judge(SESSION, review.id, 0, "approve"), resident(1))


def test_a_panel_nobody_sits_on_is_told_to_the_moderators_and_waits_for_its_members() -> None:
    story, [issue] = reviewing(0)
    review = story.round("review")
    assert "escalated" in story.cards(1)
    story.case.offices["party_member"] = [100]
    judge(story, 0, "approve")
    assert review.members == {issue.id: "approved"}


def test_who_sits_is_fixed_by_what_happens_and_never_by_looking() -> None:
    story, _ = reviewing(0)
    review = story.round("review")
    story.case.offices["party_member"] = [100, 101]
    assert seats(story.case, review) == [100, 101]
    story.case.offices["party_member"] = [101, 102]
    assert seats(story.case, review) == [101, 102], "nothing has happened yet"
    story.do(acts.CheckIn(SESSION, review.id), member(1))
    story.case.offices["party_member"] = [103]
    assert seats(story.case, review) == [101, 102]


def test_a_panel_that_came_together_and_said_nothing_stays_as_it_was_at_the_end_of_its_time() -> None:
    story, _ = reviewing(0)
    review = story.round("review")
    story.case.offices["party_member"] = [100, 101]
    story.close("review")
    story.case.offices["party_member"] = [103]
    assert seats(story.case, review) == [100, 101]


@pytest.mark.parametrize("opinion", ["return", "reject"])
def test_sending_back_and_rejecting_take_a_reason(opinion: str) -> None:
    story, [issue] = reviewing(2)
    with pytest.raises(Refused, match="reason-needed"):
        judge(story, 0, opinion, issue.id, "  ")
    with pytest.raises(Refused, match="text-too-long"):
        judge(story, 0, opinion, issue.id, "长" * 501)
    assert not present(story.case, story.round("review"))


def test_a_panel_is_not_cut_short_and_takes_nothing_after_its_time() -> None:
    story, [issue] = reviewing(2)
    review = story.round("review")
    with pytest.raises(Refused, match="review-not-early"):
        story.do(acts.Advance(SESSION, review.id), LEAD)
    story.close("review")
    assert review.members == {issue.id: "inquorate"}
    with pytest.raises(Refused, match="round-closed"):
        story.do(acts.CheckIn(SESSION, review.id), member(0))


@pytest.mark.parametrize("rule", [{"electorate": "household"}, {"electorate": "panel", "options": "single"}])
def test_a_review_is_decided_by_its_panel_and_by_yes_or_no(rule: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"decided by its panel") as refused:
        Review.model_validate({**PANEL, "rule": rule})
    assert isinstance(refused.value.errors()[0]["ctx"]["error"], Flaw)  # type: ignore[attr-defined]


CHAIRED: dict[str, Any] = {
    "panel": ["party_member", "secretary"],
    "chair": "secretary",
    "rule": {"electorate": "panel", "chair_votes_last": True},
}
CHAIR = Actor(200, "书记", frozenset({"secretary"}), member=True)


def chaired() -> tuple[Story, Issue]:
    """Three members and a chair who votes last."""
    story, [issue] = reviewing(3, **CHAIRED)
    review = story.round("review")
    review.facts["panel"] = [100, 101, 102, CHAIR.person_id]
    story.case.offices["secretary"] = [200]
    return story, issue


def test_what_the_chair_says_is_shown_to_nobody_before_the_others_have_spoken() -> None:
    """Not in the count, the minutes or the sealed record; only the chair sees it, and may still change it."""
    story, issue = chaired()
    review = story.round("review")
    story.do(acts.Judge(SESSION, review.id, 0, "approve"), CHAIR)
    story.do(acts.Judge(SESSION, review.id, 0, "reject", "主席说的"), CHAIR)
    judge(story, 0, "approve")
    judge(story, 1, "approve")
    assert [entry.choice for entry in opinions(story.case, review, issue.id)] == ["approve", "approve"]
    assert opinion_of(story.case, review, issue.id, 200) == "reject"
    assert opinion_of(story.case, review, issue.id, 100) == "approve"
    assert "主席说的" not in repr(sealed_export(story.case, [], {}))
    assert "主席说的" not in repr(story.journal)
    judge(story, 2, "approve")
    assert review.closed_at is not None, "with the last of the others everybody has spoken"
    assert [entry.choice for entry in opinions(story.case, review, issue.id)].count("reject") == 1
    assert "主席说的" in repr(story.journal)
    assert review.members == {issue.id: "approved"}


def test_the_chair_counts_as_well_where_the_time_is_up_before_all_have_spoken() -> None:
    story, issue = chaired()
    review = story.round("review")
    story.do(acts.Judge(SESSION, review.id, 0, "approve"), CHAIR)
    judge(story, 0, "approve")
    judge(story, 1, "return")
    story.close("review")
    assert (tally_of(story.case, review, issue.id).option("agree").heads, review.members[issue.id]) == (2, "approved")


@pytest.mark.parametrize(
    "keys", [{"rule": CHAIRED["rule"]}, {"chair": "party_member"}, {**CHAIRED, "chair": "committee"}]
)
def test_who_presides_is_said_where_the_chair_votes_last_and_only_there(keys: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="who presides"):
        Review.model_validate({**PANEL, **keys})


def test_who_of_the_panel_has_not_spoken_is_reminded_in_private_and_nobody_else() -> None:
    story, _ = reviewing(3, remind=["-24h"])
    review, before = story.round("review"), story.cards(100).count("remind-review")
    judge(story, 0, "approve")
    story.do(acts.CheckIn(SESSION, review.id), member(1))
    posts = [owed.card for owed in story.owed if owed.chat_id is not None]
    assert review.due_at is not None
    story.until(review.due_at - timedelta(hours=23))
    told = [story.cards(100 + number).count("remind-review") for number in range(3)]
    assert (before, told) == (0, [0, 1, 1])
    assert "nudge-group" not in posts
    args = next(o.args for o in story.owed if o.card == "remind-review")
    words = Words("zh-CN")
    assert words("remind-review") in CASE_CARDS["remind-review"](story.case, Args(args, 101), words).html
    assert words("remind-review") not in CASE_CARDS["remind-review"](story.case, Args(args, 100), words).html


def test_a_round_that_begins_in_the_night_is_shown_in_the_morning_and_its_time_runs_all_the_same() -> None:
    """Like the result of the round before it; a change to a card that is there, and what is opened, do not wait."""
    story, _ = reviewing(3)
    review = story.round("review")
    shown = [owed for owed in story.owed if owed.what == "card" and owed.card == "round"]
    first = [owed for owed in shown if owed.args["round"] == min(story.case.rounds)]
    later = [owed for owed in shown if owed.args["round"] == review.id]
    assert {owed.urgency for owed in first} == {Urgency.REPLY}
    assert {owed.urgency for owed in later} == {Urgency.RESULT}
    assert review.due_at is not None
