"""What a motion puts to the vote: its list becomes choices, in the order of a lot, or is refused with a reason."""

from typing import Any

import pytest

from bot.deliberation import acts
from bot.deliberation.choices import vote_ahead
from bot.deliberation.model import Motion
from bot.deliberation.offer import Offer, Offered
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.deliberate import motion_hash
from bot.deliberation.voting.lot import draw

from .making import LEAD, SESSION, Story, probe, to_ballots, to_talk

MONEY = {"next": {"passed": "gongshi", "failed": "end", "tied": "end", "inquorate": "end", "budget_blocked": "end"}}
THREE = Offered((Offer("凉亭", 100), Offer("路灯", 200), Offer("滑梯", 300)), budget=400)


def talking(**rule: Any) -> Story:
    more = MONEY if "fund" in rule else {}
    story = Story(probe(jue={"rule": {"electorate": "household", **rule}, **more}))
    to_talk(story)
    return story


def draft(story: Story, offered: Offered | None, *issues: int, motion: int | None = None) -> Motion:
    act = acts.DraftMotion(SESSION, story.round("deliberate").id, "先办哪几件", issues, motion, offered)
    story.do(act, LEAD)
    return list(story.case.motions.values())[-1]


def test_a_list_becomes_choices_with_ids_in_the_order_it_was_written_in() -> None:
    motion = draft(talking(options="multi"), THREE)
    assert [(c["id"], c["title"], c["submitted"]) for c in motion.choices] == [
        ("c1", "凉亭", 1), ("c2", "路灯", 2), ("c3", "滑梯", 3)
    ]  # fmt: skip


def test_where_ballots_say_yes_or_no_a_list_is_text_like_any_other() -> None:
    motion = draft(talking(), THREE)
    assert (motion.choices, motion.cost, motion.budget) == ([], 0, 0)


def test_several_issues_without_a_list_are_the_choices_themselves() -> None:
    story = talking(options="ranked")
    motion = draft(story, None)
    assert [c["title"] for c in motion.choices] == [i.title for i in story.case.issues.values()]
    assert {c["issue"] for c in motion.choices} == set(story.case.issues)


@pytest.mark.parametrize(
    ("rule", "offered", "key"),
    [
        ({"options": "multi"}, Offered((Offer("凉亭"),)), "motion-choices-few"),
        ({"options": "multi"}, Offered(tuple(Offer(str(n)) for n in range(21))), "motion-choices-many"),
        ({"options": "multi"}, Offered((Offer("凉亭"), Offer("凉亭"))), "motion-choices-same"),
        ({"options": "multi"}, Offered((Offer("凉亭"), Offer("长" * 41))), "motion-choice-long"),
        (
            {"options": "rank_budget", "fund": "street"},
            Offered((Offer("凉亭", 1), Offer("路灯")), budget=9),
            "motion-cost-missing",
        ),
        ({"options": "rank_budget", "fund": "street"}, Offered(THREE.choices), "motion-budget-missing"),
        ({"fund": "street"}, Offered(budget=9), "motion-whole-cost-missing"),
        ({"fund": "street"}, Offered(cost=9), "motion-budget-missing"),
    ],
)
def test_a_motion_that_could_not_be_decided_by_its_rule_is_refused_when_it_is_drafted(
    rule: dict[str, Any], offered: Offered, key: str
) -> None:
    story = talking(**rule)
    with pytest.raises(Refused, match=key):
        draft(story, offered)
    assert not story.case.motions


def test_a_refused_redraft_leaves_the_choices_as_they_were() -> None:
    story = talking(options="multi")
    motion = draft(story, THREE)
    with pytest.raises(Refused, match="motion-choices-few"):
        draft(story, Offered((Offer("凉亭"),)), motion=motion.id)
    assert (len(motion.choices), motion.version) == (3, 1)


def test_the_order_on_the_ballot_is_drawn_by_a_lot_that_the_minutes_let_anybody_draw_again() -> None:
    story = talking(options="multi")
    motion = draft(story, Offered(tuple(Offer(f"第{n}项") for n in range(1, 9))))
    story.case.session.chain_head = "5eed"
    story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    row = next(row for row in story.journal if row.kind == "motion-fixed")
    drawn = draw(row.public["seed"], f"order {motion.id}", [f"c{n}" for n in range(1, 9)])
    assert [c["id"] for c in motion.choices] == row.public["order"] == drawn
    assert row.public["seed"] == "5eed"
    assert drawn != sorted(drawn)


def test_the_code_of_the_text_covers_choices_order_and_sums() -> None:
    story = talking(options="rank_budget", fund="street")
    motion = draft(story, THREE)
    story.do(acts.Advance(SESSION, story.round("deliberate").id), LEAD)
    assert motion.hash == motion_hash(story.case, motion)
    for change in ("title", "cost"):
        before = motion.choices[0][change]
        motion.choices[0][change] = "另一项" if change == "title" else 1
        assert motion_hash(story.case, motion) != motion.hash
        motion.choices[0][change] = before
    motion.choices.reverse()
    assert motion_hash(story.case, motion) != motion.hash
    motion.choices.reverse()
    motion.budget += 1
    assert motion_hash(story.case, motion) != motion.hash


def test_an_issue_that_was_a_choice_and_was_not_chosen_does_not_go_on_with_the_others() -> None:
    # points: first issue 5 × 20 = 100, second 1 × 12 = 12, third none; each costs 100 of 150: the first alone
    story = Story(
        probe(jue={"rule": {"electorate": "household", "options": "score", "winners": 1}}, gongshi={"gather": "each"})
    )
    (motion,) = to_ballots(story)
    ids = {str(c["title"]): c["id"] for c in motion.choices}
    first, second, third = story.case.issues.values()
    story.fill(motion, {f'{{"{ids[first.title]}":5,"{ids[second.title]}":1}}': 12, f'{{"{ids[first.title]}":5}}': 8})
    vote = story.round("vote")
    story.close("vote")
    assert [d.outcome for d in story.case.decisions.values()] == ["passed"]
    assert {i: vote.members[i] for i in (first.id, second.id, third.id)} == {
        first.id: "passed", second.id: "failed", third.id: "failed"
    }  # fmt: skip


def test_a_list_that_calls_its_lines_like_the_issues_is_about_the_issues() -> None:
    story = talking(options="multi")
    titles = [issue.title for issue in story.case.issues.values()]
    motion = draft(story, Offered(tuple(Offer(title) for title in reversed(titles))))
    assert [c["issue"] for c in motion.choices] == list(reversed(story.case.issues))
    other = talking(options="multi")
    partly = Offered((Offer(titles[0]), Offer("别的")))
    assert not any("issue" in c for c in draft(other, partly).choices)


def test_the_vote_ahead_is_the_first_one_the_flow_comes_to() -> None:
    flow = probe()
    vote = vote_ahead(flow, "yi")
    assert vote is not None
    assert vote.id == "jue"
    assert vote_ahead(flow, flow.stages[-1].id) is None
