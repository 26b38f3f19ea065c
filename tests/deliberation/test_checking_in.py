"""签到: electors check in before a vote or with their ballot, and those present are its measure (domain.md §2.7)."""

from typing import Any

import pytest

from bot.deliberation.acts import Stand
from bot.deliberation.ballots.box import Box
from bot.deliberation.ballots.standing import PRESENCE, PRESENT, Elector, attending, counts_present, stand
from bot.deliberation.ballots.striking import strike
from bot.deliberation.desk import Actor, Desk, JournalEntry
from bot.deliberation.figures import Figures
from bot.deliberation.minutes.journal import ChainRow, Content, Head
from bot.deliberation.minutes.recount import Question, attended, minutes_of, recounted
from bot.deliberation.model import Entry, Motion, RoundState, StandingAct
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.rules import Rule

from .making import AUDITOR, SESSION, Story, probe, to_ballots

DELEGATES: dict[str, Any] = {"rule": {"electorate": "delegate"}}
DELEGATE = Actor(20, "代表", frozenset({"delegate"}), member=True)
ME = Elector("person:20")


def ballot_box(story: Story) -> tuple[Box, Motion]:
    case, round_ = story.case, story.round("vote")
    (motion,) = case.motions_in(round_)
    box = Box(
        case.session.id, case.session.state, case.community, "/1/", case.flow, round_, Head(), {motion.id: motion}
    )
    return box, motion


def meeting(delegates: int = 21) -> Story:
    story = Story(probe(jue=DELEGATES))
    story.case.electorates = {"delegate": Figures(delegates)}
    to_ballots(story, (0,))
    return story


def closed(story: Story, agree: int, oppose: int, present: int) -> Any:
    _, motion = ballot_box(story)
    vote = story.round("vote")
    story.fill(motion, {"agree": agree, "oppose": oppose})
    there = {PRESENT: Figures(present, 0)} if present else {}
    story.box[PRESENCE, vote.id, vote.id] = story.case.counts[PRESENCE, vote.id, vote.id] = there
    story.close("vote")
    return next(iter(story.case.decisions.values()))


@pytest.mark.parametrize(
    ("agree", "oppose", "present", "outcome"),
    [
        (8, 4, 14, "passed"),  # 14 × 3 = 21 × 2, and 8 × 2 > 14
        (7, 5, 14, "failed"),  # 7 × 2 is not over 14, though 7 > 5
        (12, 1, 13, "inquorate"),  # 13 × 3 = 39 < 42
        (8, 0, 14, "passed"),
        (0, 0, 14, "failed"),  # they came, and nobody voted
        (0, 0, 0, "inquorate"),
    ],
)
def test_delegates_two_thirds_of_those_expected_are_there_and_over_half_of_those_present_agree(
    agree: int, oppose: int, present: int, outcome: str
) -> None:
    decision = closed(meeting(), agree, oppose, present)
    assert (decision.outcome, decision.figures["present"]["heads"]) == (outcome, present)


def test_a_check_in_that_is_not_among_the_running_counts_freezes_the_vote() -> None:
    story = meeting()
    _, motion = ballot_box(story)
    vote = story.round("vote")
    story.fill(motion, {"agree": 14})
    story.box[PRESENCE, vote.id, vote.id] = {PRESENT: Figures(14)}
    story.case.counts[PRESENCE, vote.id, vote.id] = {PRESENT: Figures(13)}
    story.close("vote")
    assert vote.state is RoundState.FROZEN


def test_somebody_checks_in_once_while_the_vote_is_announced_or_open_and_not_after_it() -> None:
    story = meeting()
    box, _ = ballot_box(story)
    here = Stand(PRESENCE, box.round.id, box.round.id, PRESENT)
    box.round.state = RoundState.ANNOUNCED
    stood = stand(here, box, DELEGATE, ME, None, story.now, lambda n: "K" * n)
    assert (stood.answer.key, stood.standing and stood.standing.kind) == ("presence-recorded", PRESENCE)
    assert stood.minute is not None
    assert stood.minute.public == {"round": box.round.id}
    assert stood.minute.content == {"person": 20, "elector": "person:20", "area": 0}
    box.round.state = RoundState.OPEN
    again = stand(here, box, DELEGATE, ME, stood.standing, story.now, lambda n: "K" * n)
    assert (again.standing, again.answer.key) == (None, "presence-unchanged")
    assert box.round.due_at is not None
    with pytest.raises(Refused, match="round-closed"):
        stand(here, box, DELEGATE, ME, None, box.round.due_at, lambda n: "K" * n)


def test_where_nobody_counts_those_present_there_is_no_checking_in() -> None:
    story = Story(probe())
    to_ballots(story, (0,))
    box, _ = ballot_box(story)
    assert not counts_present(box)
    with pytest.raises(Refused, match="button-stale"):
        stand(
            Stand(PRESENCE, box.round.id, box.round.id, PRESENT),
            box,
            DELEGATE,
            ME,
            None,
            story.now,
            lambda n: n * "K",
        )


@pytest.mark.parametrize("wrong", [Stand(PRESENCE, 1, 1, PRESENT), Stand(PRESENCE, 0, 0, "absent")])
def test_a_check_in_of_another_shape_is_a_stale_button(wrong: Stand) -> None:
    story = meeting()
    box, _ = ballot_box(story)
    act = Stand(PRESENCE, wrong.what or box.round.id, box.round.id, wrong.choice)
    with pytest.raises(Refused, match="button-stale"):
        stand(act, box, DELEGATE, ME, None, story.now, lambda n: "K" * n)


def test_the_recount_takes_those_present_from_the_minutes() -> None:
    rule: Rule = Rule.model_validate({"electorate": "delegate"})
    question = Question(rule, 7, 5)
    assert attended(minutes_of([], {}), question, 10) == Figures()
    assert attended(minutes_of([], {}), Question(Rule.model_validate({"electorate": "household"}), 7, 5), 10) is None
    figures, outcome = recounted(question, [], Figures(21), Figures(14))
    assert (figures["present"]["heads"], outcome) == (14, "failed")


def test_a_ballot_brings_its_elector_along() -> None:
    story = meeting()
    box, motion = ballot_box(story)
    act = Stand("ballot", motion.id, box.round.id, "agree")
    there, minute = attending(act, DELEGATE, ME, story.now)
    assert (there.kind, there.what, there.elector) == (PRESENCE, box.round.id, "person:20")
    assert (minute.kind, minute.at) == ("attendance", story.now)


def test_whose_ballot_is_struck_was_not_there_either() -> None:
    story = meeting()
    box, motion = ballot_box(story)
    case, vote = story.case, box.round
    cast, minute = attending(Stand("ballot", motion.id, vote.id, "agree"), DELEGATE, ME, story.now)
    ballot = StandingAct("ballot", motion.id, vote.id, ME.key, "agree", 20, "chat", story.now, "7K2M9P")
    case.ballots = {("ballot", motion.id, vote.id, ME.key): ballot, (PRESENCE, vote.id, vote.id, ME.key): cast}
    case.counts[PRESENCE, vote.id, vote.id] = {PRESENT: Figures(14)}
    case.counts["ballot", motion.id, vote.id] = {"agree": Figures(8)}
    desk = Desk(story.now, story.next_id, story.calendar, AUDITOR, lambda n: "K" * n)
    strike(case, Entry(9, SESSION, vote.id, "objection", f"round:{vote.id}", 21, story.now), [ballot], "搬走了", desk)
    assert case.counts[PRESENCE, vote.id, vote.id] == {PRESENT: Figures(13)}
    assert desk.struck == [cast, ballot]
    rows, contents = chained([minute, *desk.journal])
    question = Question(case.flow.stage("jue").rule, motion.id, vote.id)  # type: ignore[union-attr]
    assert attended(minutes_of(rows, contents), question, len(rows) + 1) == Figures()


def chained(entries: list[JournalEntry]) -> tuple[list[ChainRow], dict[int, Content]]:
    """These minutes as rows numbered from 1; what links them does not matter to a count."""
    rows = [ChainRow("session:10", seq, e.at, e.kind, e.public, "", "", "") for seq, e in enumerate(entries, 1)]
    return rows, {seq: Content(e.content, "s") for seq, e in enumerate(entries, 1)}
