"""What the cards of an owners' vote say of the area, of heads and of how far it is settled; and of any other vote."""

from typing import Any

import pytest

from bot.chat.cards.parts import fate, names_sum
from bot.chat.cards.registry import CASE_CARDS, Args
from bot.chat.cards.rounds import ROUNDS
from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Flow, Vote, in_locale
from bot.deliberation.model import Decision, RoundState, SessionState
from bot.deliberation.voting.rules import Rule
from bot.flow_files import FlowLibrary
from bot.i18n import Words, available
from bot.rehearsal.preview import preview

from .making import a_case, a_decision, a_flow, first_issue, round_of, upheld_in

ZH = Words("zh-CN")
OWNERS = Rule.model_validate({"electorate": "owner", "matter": "other"})
DELEGATES = Rule.model_validate(
    {
        "electorate": "delegate",
        "quorum": {"head": {"op": "ge", "num": 2, "den": 3, "base": "expected"}},
        "pass": {"head": {"op": "gt", "num": 1, "den": 2, "base": "present"}},
    }
)


def voting(rule: Rule, motions: int = 1) -> CaseFile:
    """A vote under a rule; of 30 owners with 3,000 m² two thirds are 20 and 2,000 m²."""
    case = a_case("换掉旧电梯")
    stages = (s.model_copy(update={"rule": rule}) if isinstance(s, Vote) else s for s in case.flow.stages)
    case.flow = case.flow.model_copy(update={"stages": tuple(stages)})
    case.electorate = Figures(30, 300_000)
    (first,) = case.motions.values()
    for number in range(motions):
        motion = type(first)(**{name: getattr(first, name) for name in first.__slots__})
        motion.id, motion.heads, motion.area = first.id + number, 30, 300_000
        case.motions[motion.id] = motion
    return case


def counted(case: CaseFile, heads: int, area: int, motion: int = 0) -> None:
    vote = round_of(case, "vote")
    case.counts["ballot", sorted(case.motions)[motion], vote.id] = {"agree": Figures(heads, area)}


def decided(outcome: str, checks: list[dict[str, Any]], reason: dict[str, Any]) -> tuple[CaseFile, Decision]:
    case = voting(OWNERS)
    decision = a_decision(case, next(iter(case.motions.values())), 900, outcome)
    decision.figures |= {"quorum": {"checks": checks}, "passing": {"checks": checks}}
    decision.reason = reason
    return case, decision


def compared(votes: int, base: int, num: int, den: int, *, of: str = "electorate", op: str = "ge") -> dict[str, Any]:
    met = votes * den > base * num if op == "gt" else votes * den >= base * num
    share = {"op": op, "num": num, "den": den, "base": of}
    return {"measure": "area", "votes": votes, "base": base, "needed": 0, "met": met, "share": share}


def shown(card: str, case: CaseFile, **args: Any) -> str:
    return CASE_CARDS[card](case, Args({"session": case.session.id, **args}), ZH).html


def test_of_several_motions_the_ballot_card_says_which_have_enough_area() -> None:
    case = voting(OWNERS, motions=2)
    assert "面积要三分之二以上参与:还不够" in shown("round", case, round=round_of(case, "vote").id)
    counted(case, 15, 200_000, motion=1)
    assert "面积要三分之二以上参与:第 2 件已够" in shown("round", case, round=round_of(case, "vote").id)
    counted(case, 15, 200_000)
    assert "面积要三分之二以上参与:已够" in shown("round", case, round=round_of(case, "vote").id)


def test_what_is_announced_and_previewed_names_heads_and_area() -> None:
    case = voting(OWNERS)
    told = "要 20 位业主、面积三分之二以上参与,同意过半(人数、面积都要)"
    assert told in shown("vote-announced", case, round=round_of(case, "vote").id)
    assert told in shown("opening-preview", case)
    assert "面积" not in shown("opening-preview", a_case())


def test_of_delegates_those_who_come_are_asked_for_and_coming_is_explained() -> None:
    case = voting(DELEGATES)
    card = ROUNDS["vote"].card(case, round_of(case, "vote"), ZH)
    assert "投票就算到会;不投只到,点「我到了」" in card.html
    assert "我到了" in [button.text for row in card.rows for button in row]
    round_of(case, "vote").state = RoundState.CLOSED
    assert "我到了" not in ROUNDS["vote"].card(case, round_of(case, "vote"), ZH).html


@pytest.mark.parametrize(
    ("kind", "said"),
    [("member", "只出总数"), ("household", "监票人可查"), ("delegate", "监票人可查"), ("party", "监票人可查")],
)
def test_a_receipt_promises_what_the_ballot_card_promises(kind: str, said: str) -> None:
    for locale in available():
        words = Words(locale)
        receipt = words("receipt-secret", kind=kind, secrecy="named_sealed", way="own")
        of_members = words("receipt-secret", kind="member", secrecy="named_sealed", way="own")
        assert (receipt == of_members) is (kind == "member")
    assert said in ZH("receipt-secret", kind=kind, secrecy="named_sealed", way="own")
    assert said in ZH("vote-secret", kind=kind, secrecy="named_sealed")


@pytest.mark.parametrize("flow_id", ["wumin", "wumin-kuai", "siyi_lianggongkai", "yezhu_biaojue"])
def test_the_receipt_that_is_sent_names_the_electorate_of_the_vote(flow_id: str) -> None:
    flow = a_flow(flow_id)
    vote = next(stage for stage in flow.stages if isinstance(stage, Vote))
    receipts = [one.message.html for one in preview(flow, ZH) if one.card == "receipt"]
    promised = ZH("receipt-secret", kind=vote.rule.electorate, secrecy="named_sealed", way="own")
    assert any(promised in html for html in receipts)
    assert all(("您家的票" in html) is (vote.rule.electorate == "household") for html in receipts)


def test_a_receipt_says_who_has_seen_a_ballot_that_somebody_else_brought() -> None:
    assert "代理人知道" in ZH("receipt-secret", kind="owner", secrecy="named_sealed", way="proxy")
    assert "网格员看到了" in ZH("receipt-secret", kind="owner", secrecy="named_sealed", way="assisted")


def test_an_area_of_exactly_two_thirds_is_told_with_the_share_that_was_asked() -> None:
    checks = [compared(2, 3, 2, 3), compared(502, 1000, 1, 2, of="participating", op="gt")]
    case, _ = decided("passed", checks, {"key": "verdict-passed"})
    html = shown("result", case, decision=900)
    assert "参与面积 66%,要三分之二以上 ✔" in html
    assert "同意占参与面积的 50%,要过半 ✔" in html


def test_heads_that_were_missed_are_told_as_owners_and_areas_beside_heads() -> None:
    reason = {"key": "verdict-quorum-missed", "measure": "heads", "votes": 1, "needed": 2}
    case, _ = decided("inquorate", [], reason)
    assert "有 1 位业主,要 2 位业主" in shown("result", case, decision=900)
    sheet = shown("counts", case, decision=900)
    assert "名册:32 位业主 · 2,880.00 ㎡" in sheet
    assert "参与:24 位业主 · 2,160.00 ㎡" in sheet


def test_a_ruling_that_lets_the_vote_go_on_does_not_say_it_is_held_again() -> None:
    case = voting(OWNERS)
    entry, vote = upheld_in(case), round_of(case, "vote")
    decision = next(iter(case.decisions.values()))
    decision.state = "void"
    told = shown("ruling", case, entry=entry.id)
    assert "原来的结果作废,接着投到" in told
    assert "回去重办" not in told
    vote.state = RoundState.CLOSED
    assert "原来的结果作废,回去重办" in shown("ruling", case, entry=entry.id)


def test_reviews_of_the_same_matter_are_told_apart_by_their_stage() -> None:
    case = a_case("换掉旧电梯")
    review = round_of(case, "review")
    stages = (
        s.model_copy(update={"label": "三议·党员大会审议"}) if s.kind == "review" else s for s in case.flow.stages
    )
    case.flow = case.flow.model_copy(update={"stages": tuple(stages)})
    assert "三议·党员大会审议" in ROUNDS["review"].card(case, review, ZH).html
    review.members = dict.fromkeys(review.members, "inquorate")
    assert "三议·党员大会审议:没有议成" in shown("reviewed", case, round=review.id)
    review.members[first_issue(case).id] = "approved"
    assert "三议·党员大会审议:审议好了" in shown("reviewed", case, round=review.id)


def test_where_it_comes_from_is_asked_only_where_a_branch_proposes() -> None:
    for flow_id, asked in (("siyi_lianggongkai", True), ("yezhu_biaojue", False)):
        case = _reviewing(flow_id)
        told, buttons = ROUNDS["review"].moderate(case, round_of(case, "review"), ZH)
        assert any("第 1 件是谁提的?" in line for line in told) is asked
        assert any("干部提议" in button.text for button in buttons) is asked


def _reviewing(flow_id: str) -> CaseFile:
    """The review of `a_case`, as it is in another flow."""
    case = a_case("换掉旧电梯")
    review = next(stage for stage in a_flow(flow_id).stages if stage.kind == "review")
    renamed = review.model_copy(update={"id": "shenyi", "drafts": False})
    stages = (renamed if stage.kind == "review" else stage for stage in case.flow.stages)
    case.flow = case.flow.model_copy(update={"stages": tuple(stages)})
    return case


def test_a_sum_somebody_has_written_is_not_told_again() -> None:
    assert names_sum("装好了,花费 9600元", 960_000, ZH)
    assert names_sum("花费 9,600 元。", 960_000, ZH)
    for other in ("花费 19,600 元", "换了 9600 盏灯", ""):
        assert not names_sum(other, 960_000, ZH)


def test_what_was_under_way_when_a_session_was_cancelled_ended_with_it() -> None:
    case = a_case()
    case.session.state = SessionState.CANCELLED
    for round_ in case.rounds.values():
        round_.closed_at = round_.due_at
    assert fate(case, first_issue(case), ZH) == "随议事取消"


@pytest.mark.parametrize("flow_id", ["wumin", "siyi_lianggongkai", "gonggong_shouyi"])
def test_what_a_flow_takes_and_what_it_calls_its_meetings_is_said_in_every_language(flow_id: str) -> None:
    flow = FlowLibrary().load(flow_id).flow
    case = a_case()
    case.flow = flow
    for entry in (*flow.scope.matters_allow, *flow.scope.matters_deny, *flow.venue.forms):
        assert not isinstance(entry, str)
        for locale in available():
            card = CASE_CARDS["flow"](case, Args({"session": 10}), Words(locale)).html
            assert in_locale(entry, locale)[:20] in card


def test_a_flow_stored_with_plain_matters_is_read_as_before() -> None:
    stored = a_flow().model_dump(mode="json", by_alias=True)
    stored["scope"]["matters_deny"], stored["venue"]["forms"] = ["纪检"], ["居民夜话"]
    read = Flow.model_validate(stored)
    assert (read.scope.matters_deny, read.venue.forms) == (("纪检",), ("居民夜话",))
    assert Flow.model_validate_json(read.canonical()).hash() == read.hash()
