"""`preview` shows every card a flow can come to, in every language, from sessions the rules run themselves."""

import pytest

from bot.chat.cards.rounds import ROUNDS
from bot.commands.console import words
from bot.deliberation.flow import Review, Transition
from bot.flow_files import FlowLibrary
from bot.i18n import Words, available
from bot.rehearsal.preview import STORIES, preview
from cli.terminal import Youshi

ELSEWHERE = {
    # asked for by a button or by somebody, the same whatever the flow
    "announcement", "answer", "ask-text", "claim-asked", "claim-settled", "code-used", "doors", "help", "lang",
    "manage", "month", "my", "not-delivered", "not-me", "not-mine", "open-list", "privacy", "refusal", "remark-told",
    "roll", "schedules", "status", "uneasy", "week", "welcome",
}  # fmt: skip


ALIKE = {f"yezhu_biaojue-{matter}" for matter in ("wuye", "weixiu", "gaijian", "gongyong", "chouji")}
"""Another matter of the same course, with the same cards."""


@pytest.fixture(autouse=True)
def _strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Words, "strict", True)


@pytest.mark.parametrize("locale", available())
@pytest.mark.parametrize("flow", [name for name in FlowLibrary().ids() if name not in ALIKE])
def test_no_message_of_a_flow_lacks_a_word(flow: str, locale: str) -> None:
    shown = preview(FlowLibrary().load(flow).flow, Words(locale))
    assert shown
    assert all(one.message.html.strip() for one in shown)


def test_the_standard_flow_shows_every_stage_kind_and_every_card_of_a_session() -> None:
    flow = FlowLibrary().load("wumin").flow
    shown = preview(flow, Words("zh-CN"))
    assert {one.story for one in shown} == set(STORIES)
    assert {stage.kind for stage in flow.stages} == set(ROUNDS) - {"review"}
    expected = {
        "opening-preview", "session-opened", "opening-done", "round", "issue-points", "issue-check", "issue-passed",
        "issue-returned", "screen-list", "screen-one", "screening-told", "screened", "escalated", "concern-to-answer",
        "concern-answered", "override-asked", "no-consensus", "vote-announced", "remind-vote", "receipt", "nudge-group",
        "round-extended", "result", "full-text", "counts", "object", "objection-to-rule", "ruling", "ruling-told",
        "decision-stands", "tasks-to-assign", "task-assigned", "tasks-assigned", "task-nudge", "task-overdue",
        "progress", "task-to-accept", "task-returned", "remind-rate", "rating-result", "share-preview", "share",
        "ask-again", "cancel-asked", "session-cancelled", "session-empty", "record", "board", "flow",
    }  # fmt: skip
    assert expected - {one.card for one in shown} == set()
    assert not ELSEWHERE & {one.card for one in shown}


def test_a_panel_between_the_draft_and_the_vote_is_shown_with_what_it_came_to() -> None:
    flow = FlowLibrary().load("wumin").flow
    ways = {"approved": "jue", "rejected": "guidang", "inquorate": "guidang", "returned": "guidang", "tied": "guidang"}
    panel = Review.model_validate({"id": "shenyi", "kind": "review", "panel": ["party_member"], "next": ways})
    draft = flow.stage("yi")
    before = draft.model_copy(update={"next": {**draft.next, "motion_ready": Transition(goto="shenyi")}})
    stages = tuple(before if stage is draft else stage for stage in flow.stages)
    shown = preview(flow.model_copy(update={"stages": (*stages, panel)}), Words("zh-CN"))
    (asked, *_), (told, *_) = (
        [one.message.html for one in shown if one.card == card] for card in ("review", "reviewed")
    )
    assert "应到 3 人,实到 0 人" in asked
    assert "通过审议(同意 3、退回 0、不同意 0、弃权 0)" in told


def test_nothing_is_shown_twice() -> None:
    shown = preview(FlowLibrary().load("wumin").flow, Words("en"))
    assert len({(one.card, one.private, one.message) for one in shown}) == len(shown)


def test_preview_prints_texts_and_buttons_without_markup(youshi: Youshi) -> None:
    done = youshi("preview", "wumin-kuai", "--locale", "zh-CN")
    assert done.code == 0
    assert "<b>" not in done.out
    assert "[同意] [反对] [弃权·算参与]" in done.out
    assert done.out.startswith(f"══ {words('cli-story-well')} ══")
