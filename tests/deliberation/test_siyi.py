"""四议两公开 by its file: panels, a text sent ahead, delegates who check in, two publications (domain.md §2.2, F04).

21 members and 21 delegates: two thirds are 14, half of those expected is 10½, half of 14 is 7.
"""

from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.deliberation import acts
from bot.deliberation.ballots.standing import PRESENCE, PRESENT
from bot.deliberation.desk import Actor
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Flow
from bot.deliberation.model import Issue, Motion, Round, RoundState
from bot.deliberation.publishing import undone
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.review import opinion_of

from .making import AUDITOR, FLOWS, LEAD, SESSION, Story

MEMBERS = 21
PHOTO = (acts.Attachment("photo", "board"),)


def siyi(**stages: dict[str, Any]) -> Flow:
    """The flow with some keys of some stages changed."""
    data = YAML(typ="safe").load((FLOWS / "siyi_lianggongkai.yaml").read_text("utf-8"))
    for stage in data["stages"]:
        stage.update(stages.get(stage["id"], {}))
    return Flow.model_validate(data)


def sitting(person: int, role: str) -> Actor:
    return Actor(person, f"委员{person}", frozenset({role}), member=True)


def begun(**stages: dict[str, Any]) -> tuple[Story, Issue]:
    """A matter before the branch committee: people 100 to 102, the council 110 to 112, members 200 to 220."""
    story = Story(siyi(**stages), "2026-12-07 08:00")
    story.case.offices |= {
        "branch": [100, 101, 102],
        "council": [110, 111, 112],
        "party_member": [200 + n for n in range(MEMBERS)],
        "delegate": [200 + n for n in range(MEMBERS)],
    }
    story.case.electorates = {"delegate": Figures(MEMBERS)}
    issue = story.raise_issue(20, "楼道灯坏了一半。建议换感应灯。")
    story.close("collect")
    return story, issue


def judged(story: Story, opinions: dict[int, Any], role: str, issue: int = 0) -> None:
    review = story.round("review")
    for person, opinion in opinions.items():
        story.do(acts.Judge(SESSION, review.id, issue, opinion, "理由"), sitting(person, role))


def proposed(story: Story) -> Round:
    """Through 一议, to the round of 二议."""
    judged(story, dict.fromkeys((100, 101, 102), "approve"), "branch")
    return story.round("review")


def prepared(story: Story, text: str = "换十二盏感应灯") -> Round:
    """Through 二议 with this text, to the round of 三议."""
    second = story.round("review")
    drafts = [m for m in story.case.motions.values() if m.round_id == second.id and m.state == "draft"]
    again = drafts[0].id if drafts else None
    story.do(acts.DraftMotion(SESSION, second.id, text, motion_id=again), LEAD)
    judged(story, dict.fromkeys((100, 101, 102), "approve"), "branch")
    judged(story, {110: "approve", 111: "return"}, "council")
    story.close("review")
    return story.round("review")


def assembled(story: Story, present: int, approve: int) -> Round:
    """三议: so many members are there, so many of them approve."""
    third = story.round("review")
    if third.state is RoundState.ANNOUNCED:
        story.until(third.opens_at)
    for number in range(present):
        act = acts.Judge(SESSION, third.id, 0, "approve") if number < approve else acts.CheckIn(SESSION, third.id)
        story.do(act, sitting(200 + number, "party_member"))
    story.close("review")
    return third


def voted(story: Story, agree: int, oppose: int, present: int) -> Motion:
    """四议: so many delegates are there, so many vote; until the close and what it leads to."""
    vote = story.round("vote")
    (motion,) = story.case.motions_in(vote)
    story.fill(motion, {"agree": agree, "oppose": oppose})
    story.box[PRESENCE, vote.id, vote.id] = story.case.counts[PRESENCE, vote.id, vote.id] = {
        PRESENT: Figures(present, 0)
    }
    story.close("vote")
    return motion


def to_delegates() -> tuple[Story, Issue]:
    story, issue = begun()
    proposed(story)
    prepared(story)
    assembled(story, 14, 11)
    return story, issue


def to_first_publication() -> tuple[Story, Issue]:
    story, issue = to_delegates()
    voted(story, 8, 4, 14)
    return story, issue


def outcome_of(story: Story, round_: Round) -> str:
    return story.case.rounds[round_.id].outcome


def test_exactly_two_thirds_are_there_and_over_half_of_those_agree() -> None:
    story, _ = to_delegates()
    voted(story, 8, 4, 14)
    (decision,) = story.case.decisions.values()
    assert decision.figures["present"]["heads"] == 14
    assert decision.figures["participating"]["heads"] == 12
    assert [check["votes"] for check in decision.figures["quorum"]["checks"]] == [14]
    assert (decision.outcome, story.round("notice").stage_id) == ("passed", "gongkai_jueyi")


def test_one_delegate_short_of_two_thirds_the_vote_goes_on_for_a_day_and_then_has_no_result() -> None:
    story, _ = to_delegates()
    vote = story.round("vote")
    voted(story, 9, 3, 13)
    assert vote.extended == 1
    story.close("vote")
    assert outcome_of(story, vote) == "inquorate"
    assert not story.case.open_rounds()


def test_exactly_half_of_those_present_is_not_over_half_and_the_text_goes_back_to_both_committees() -> None:
    story, _ = to_delegates()
    motion = voted(story, 7, 5, 14)
    (decision,) = story.case.decisions.values()
    assert decision.outcome == "failed"
    second = story.round("review")
    assert (second.stage_id, second.lap) == ("eryi", 2)
    (again,) = [m for m in story.case.motions.values() if m.round_id == second.id]
    assert (again.text, again.state, again.version) == (motion.text, "draft", motion.version + 1)


def test_one_member_short_of_two_thirds_the_assembly_is_called_once_more_and_not_a_third_time() -> None:
    story, _ = begun()
    proposed(story)
    prepared(story)
    first = assembled(story, 13, 13)
    assert outcome_of(story, first) == "inquorate"
    again = story.round("review")
    assert (again.stage_id, again.lap, again.state) == ("sanyi", 2, RoundState.ANNOUNCED)
    assembled(story, 13, 13)
    assert outcome_of(story, again) == "inquorate"
    assert not story.case.open_rounds()


def test_called_once_more_the_same_text_is_before_the_assembly_and_goes_on_to_the_delegates() -> None:
    story, _ = begun()
    proposed(story)
    prepared(story)
    assembled(story, 13, 13)
    assembled(story, 14, 11)
    (motion,) = story.case.motions_in(story.round("vote"))
    assert (motion.state, motion.version) == ("voting", 1)


def test_e07_ten_of_twenty_one_expected_do_not_approve_though_they_are_most_of_those_present() -> None:
    story, _ = begun()
    proposed(story)
    prepared(story)
    third = assembled(story, 14, 10)
    assert outcome_of(story, third) == "returned"
    assert story.round("review").stage_id == "eryi"


def test_a_panel_of_six_needs_four_and_three_against_three_is_a_tie() -> None:
    story, _ = begun()
    second = proposed(story)
    story.do(acts.DraftMotion(SESSION, second.id, "换十二盏感应灯"), LEAD)
    judged(story, dict.fromkeys((100, 101, 102), "approve"), "branch")
    judged(story, dict.fromkeys((110, 111, 112), "return"), "council")
    assert outcome_of(story, second) == "tied"
    assert story.round("review").lap == 2


def test_the_text_is_sent_three_days_before_and_nobody_judges_it_earlier() -> None:
    story, _ = begun()
    proposed(story)
    third = prepared(story)
    assert (third.state, str(third.opens_at - story.now)) == (RoundState.ANNOUNCED, "3 days, 0:00:00")
    assert story.cards(205) == ["review"]
    with pytest.raises(Refused, match="review-not-open"):
        story.do(acts.Judge(SESSION, third.id, 0, "approve"), sitting(205, "party_member"))
    with pytest.raises(Refused, match="review-not-open"):
        story.do(acts.CheckIn(SESSION, third.id), sitting(205, "party_member"))
    (sent,) = [entry for entry in story.journal if entry.kind == "materials-sent"]
    assert sent.public["motions"][0]["hash"] == next(iter(story.case.motions.values())).hash
    story.until(third.opens_at)
    assert story.cards(205) == ["review", "review"]


def test_there_is_nothing_to_approve_before_the_text_is_written_and_a_new_text_is_judged_anew() -> None:
    story, issue = begun()
    second = proposed(story)
    with pytest.raises(Refused, match="review-no-text"):
        judged(story, {110: "approve"}, "council")
    judged(story, {112: "return"}, "council")
    story.do(acts.DraftMotion(SESSION, second.id, "换十二盏灯"), LEAD)
    judged(story, {110: "approve"}, "council")
    motion = next(iter(story.case.motions.values()))
    story.do(acts.DraftMotion(SESSION, second.id, "换十盏灯", motion_id=motion.id), LEAD)
    standing = [e for e in story.case.entries_in(second, "opinion") if e.state == "noted"]
    assert standing == []
    judged(story, dict.fromkeys((100, 101, 102), "approve"), "branch")
    judged(story, dict.fromkeys((110, 111, 112), "approve"), "council")
    assert (motion.state, motion.version) == ("fixed", 2)
    assert story.case.rounds[second.id].members == {issue.id: "approved"}


def test_an_objection_to_the_substance_that_is_upheld_leads_back_to_both_committees() -> None:
    story, issue = to_first_publication()
    entry = story.objection(201, "substance", "钱从哪来没写清")
    story.do(acts.RuleOn(SESSION, entry.id, True, "应写明出处"), AUDITOR)
    second = story.round("review")
    assert (second.stage_id, second.lap, second.members) == ("eryi", 2, {issue.id: None})
    (decision,) = story.case.decisions.values()
    assert decision.state == "void"
    prepared(story, "换十二盏感应灯,从公共收益出")
    assembled(story, 15, 12)
    assert story.round("vote").lap == 2


def test_the_board_is_asked_for_before_it_is_due_and_climbs_when_it_is_late() -> None:
    story, _ = to_first_publication()
    notice = story.round("notice")
    assert undone(notice) == ["board"]
    assert notice.due_at is not None
    told = story.cards(1).count("posting-asked")
    story.until(notice.due_at)
    assert story.cards(1).count("posting-asked") > told
    late = [entry.public["level"] for entry in story.journal if entry.kind == "publication-overdue"]
    assert late == list(range(1, len(late) + 1))
    assert len(late) >= 2
    assert "posting-asked" in story.cards(2), "the secretary hears of it"
    assert notice.state is RoundState.OPEN, "a notice that was never posted is not over"
    with pytest.raises(Refused, match="photo-needed"):
        story.do(acts.ConfirmPosting(SESSION, notice.id), LEAD)
    story.do(acts.ConfirmPosting(SESSION, notice.id, "board", PHOTO), LEAD)
    story.until(story.now)
    assert outcome_of(story, notice) == "clear"
    with pytest.raises(Refused, match="notice-over"):
        story.do(acts.ConfirmPosting(SESSION, notice.id, "board", PHOTO), LEAD)


def test_the_result_is_not_closed_before_the_supervisors_have_written() -> None:
    story, issue = to_first_publication()
    story.do(acts.ConfirmPosting(SESSION, story.round("notice").id, "board", PHOTO), LEAD)
    story.close("notice")
    task = story.task("换感应灯")
    story.do(acts.FinishTask(SESSION, task.id, "换好了", 960000), Actor(40, "物业", member=True))
    story.do(acts.AcceptTask(SESSION, task.id, True), LEAD)
    second = story.round("notice")
    assert second.stage_id == "gongkai_jieguo"
    assert "oversight-asked" in story.cards(3)
    story.do(acts.ConfirmPosting(SESSION, second.id, "board", PHOTO), LEAD)
    story.close("notice")
    assert second.members == {issue.id: None}
    assert [e.kind for e in story.journal].count("oversight-overdue") == 1
    with pytest.raises(Refused, match="not-scrutineer"):
        story.do(acts.Oversee(SESSION, second.id, "没问题"), Actor(20, "居民", member=True))
    with pytest.raises(Refused, match="text-empty"):
        story.do(acts.Oversee(SESSION, second.id, " "), AUDITOR)
    story.do(acts.Oversee(SESSION, second.id, "发票与花费相符"), AUDITOR)
    story.until(story.now)
    assert second.members == {issue.id: "clear"}
    assert story.posts.count((story.now, "decision-stands")) == 0


def test_where_an_issue_comes_from_is_said_with_a_press_while_a_panel_has_it() -> None:
    story, issue = begun()
    story.do(acts.SetCause(SESSION, issue.id, "above"), LEAD)
    assert issue.cause == "above"
    proposed(story)
    prepared(story)
    assembled(story, 14, 11)
    with pytest.raises(Refused, match="button-stale"):
        story.do(acts.SetCause(SESSION, issue.id, "cadres"), LEAD)


def test_what_the_chair_has_said_under_seal_falls_with_the_text_it_was_said_of() -> None:
    story, issue = begun(eryi={"chair": "council", "rule": {"electorate": "panel", "chair_votes_last": True}})
    story.case.offices["council"] = [110]
    second = proposed(story)
    story.do(acts.DraftMotion(SESSION, second.id, "换十二盏感应灯"), LEAD)
    judged(story, {110: "approve"}, "council")
    assert opinion_of(story.case, second, issue.id, 110) == "approve"
    (motion,) = story.case.motions.values()
    story.do(acts.DraftMotion(SESSION, second.id, "换二十盏感应灯", motion_id=motion.id), LEAD)
    assert opinion_of(story.case, second, issue.id, 110) == ""
