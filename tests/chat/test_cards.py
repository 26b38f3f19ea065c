"""Every card in every language: what it says, and that a platform can show it whatever people wrote."""

import re
from collections.abc import AsyncIterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bot.chat import buttons
from bot.chat.cards import names, render
from bot.chat.cards.parts import LIMIT, clip, length
from bot.chat.cards.registry import CASE_CARDS, HOUSE_CARDS, Args
from bot.chat.cards.rounds import ROUNDS
from bot.chat.message import Message
from bot.chat.sentences import TOAST, answer_in_words, refusal_in_words
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer
from bot.deliberation.model import Audience, Entry, IssueState, RoundState
from bot.deliberation.refusal import Refusal
from bot.deliberation.stages import KINDS
from bot.i18n import Words, available
from bot.storage.reader import Reader
from bot.storage.seal import Seal
from bot.storage.store import Store

from .key_scan import cards_owed, literals
from .making import (
    HOSTILE,
    NOW,
    Town,
    a_case,
    a_decision,
    a_flow,
    a_town,
    entry_of,
    first_issue,
    round_of,
    upheld_in,
    voted,
    with_review,
)

CAPTION = 1024
"""Characters under a picture."""
TAGS = ("b", "i", "blockquote", "code")
ROUND_OF = {
    "screened": "screen", "screen-list": "screen", "vote-announced": "vote", "nudge-group": "vote",
    "remind-vote": "vote", "ballot-sent": "vote", "roll-corrected": "vote",
    "tasks-assigned": "implement", "tasks-to-assign": "implement", "rating-result": "evaluate",
    "remind-rate": "evaluate", "object": "notice", "share": "archive", "share-preview": "archive",
    "ask-again": "archive", "review": "review", "reviewed": "review", "certify": "vote", "recount": "vote",
    "posting-asked": "notice", "oversight-asked": "notice", "ballot-for-you": "vote", "review-to-draft": "review",
    "remind-review": "review",
}  # fmt: skip
ENTRY_OF = {
    "objection": "objection", "objection-to-rule": "objection", "progress": "progress", "remark-told": "remark",
}  # fmt: skip


def args_for(card: str, case: CaseFile, text: str = "words") -> dict[str, Any]:
    """What the rules owe a card with, taken from the session of `a_case`."""
    entry = upheld_in(case) if card in ("ruling", "ruling-told") else entry_of(case, ENTRY_OF.get(card, "concern"))
    return {
        "session": case.session.id,
        "round": round_of(case, ROUND_OF.get(card, "deliberate")).id,
        "issue": max(case.issues) if card == "issue-check" else first_issue(case).id,
        "motion": min(case.motions),
        "decision": min(case.decisions),
        "task": min(case.tasks),
        "entry": entry.id,
        "kind": "screen",
        "found": text,
        "reason": text,
        "text": text,
        "why": "inquorate",
    }


class _Tags(HTMLParser):
    """Raises where tags are not closed in turn, or are none that a message may have."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert tag in TAGS
        assert not attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(message: Message) -> None:
    """What Telegram asks of a message (text, tags, keyboard), and what every button must do."""
    assert 1 <= length(message.html) <= (CAPTION if message.file or message.document else LIMIT)
    tags = _Tags()
    tags.feed(message.html)
    tags.close()
    assert tags.open == []
    every = [button for row in message.rows for button in row]
    assert len(every) <= 100
    assert all(1 <= len(row) <= 8 for row in message.rows)
    for button in every:
        assert 1 <= len(button.text) <= 40, button.text
        assert [bool(button.data), bool(button.start), bool(button.url)].count(True) == 1
        assert len((button.data or button.start).encode()) <= buttons.LIMIT
        buttons.decode(button.data or button.start)


# --- every card ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", available())
@pytest.mark.parametrize("text", ["遛狗不牵绳", HOSTILE], ids=["plain", "hostile"])
def test_every_case_card_can_be_shown_whatever_people_wrote(locale: str, text: str) -> None:
    words = Words(locale)
    for card, render_card in CASE_CARDS.items():
        for person in (None, 1):
            case = a_case(text)
            message = render_card(case, Args(args_for(card, case, text), person), words)
            check(Message(clip(message.html), message.rows, message.file))
            assert "script" not in re.sub("&lt;/?script&gt;", "", message.html), card


@pytest.mark.parametrize("locale", available())
@pytest.mark.parametrize("kind", ROUNDS)
def test_every_round_has_a_card_in_each_of_its_states(kind: str, locale: str) -> None:
    for state in RoundState:
        case = a_case()
        round_ = round_of(case, kind)
        round_.state = state
        round_.closed_at = round_.due_at if state in (RoundState.CLOSED, RoundState.VOID) else None
        check(ROUNDS[kind].card(case, round_, Words(locale)))


def test_every_stage_kind_has_its_cards() -> None:
    assert set(ROUNDS) == set(KINDS)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path}/youshi.db")
    await opened.migrate()
    opened.seal = Seal.stated("a key for tests")
    yield opened
    await opened.close()


def house_args(town: Town, text: str) -> Mapping[str, Any]:
    return {
        "session": town.case.session.id, "round": round_of(town.case, "vote").id, "motion": min(town.case.motions),
        "community": town.case.community.id, "chat": town.chat_id, "resident": town.claim_id, "confirmed": True,
        "household": town.household_id, "purpose": "raise", "key": "ballot-recorded",
        "params": {"choice": "agree", "receipt": "7K2M9P"}, "text": text, "minutes": 7, "extended": True,
        "sheets": [{"door": "2-101", "digits": "12345678", "long": "x"}], "count": 1, "view": "my",
        "until": "2026-12-21T09:00:00+00:00",
        "problems": [{"line": 2, "column": "area", "key": "roll-area-unreadable", "params": {"text": "x"}}],
        "flows": [{"id": "wumin", "name": "五民议事法"}, {"id": "wumin-kuai", "name": "快问快议", "question": True}],
    }  # fmt: skip


@pytest.mark.parametrize("text", ["遛狗不牵绳", HOSTILE], ids=["plain", "hostile"])
async def test_every_card_about_people_and_places_can_be_shown(store: Store, text: str) -> None:
    town, reader = await a_town(store, text), Reader(store)
    for card in HOUSE_CARDS:
        args = dict(house_args(town, text))
        if card == "refusal":
            args |= {"key": "text-too-long", "params": {"limit": 1, "length": 2}}
        for locale in available():
            for person in (None, town.lead, town.resident):
                check(await render(reader, card, args, Words(locale), person))


async def test_a_case_card_is_found_by_the_record_it_is_about(store: Store) -> None:
    """Private cards name an issue, a motion, a task… and no session."""
    town = await a_town(store)
    cards = {
        "issue": "screen-one", "motion": "motion-to-clear", "decision": "counts", "task": "task-nudge",
        "entry": "concern-to-answer", "round": "round",
    }  # fmt: skip
    for record, card in cards.items():
        only = {record: args_for(card, town.case)[record]}
        message = await render(Reader(store), card, only, Words("zh-CN"), town.lead)
        assert message.html == shown(card, town.case, town.lead.id).html


async def test_a_card_about_something_that_is_gone_says_so(store: Store) -> None:
    for args in ({}, {"session": 999}, {"round": 999}):
        message = await render(Reader(store), "round", args, Words("zh-CN"))
        assert "/status" in message.html


# --- what some of them say ----------------------------------------------------------------------------------


def shown(card: str, case: CaseFile, person: int | None = None, **more: Any) -> Message:
    return CASE_CARDS[card](case, Args({**args_for(card, case), **more}, person), Words("zh-CN"))


def test_the_ballot_card_shows_the_turnout_and_never_the_choices() -> None:
    case = a_case("遛狗牵绳")
    next(iter(case.motions.values())).unanswered = []
    voted(case, agree=8, oppose=3)
    message = ROUNDS["vote"].card(case, round_of(case, "vote"), Words("zh-CN"))
    assert message.html.split("\n") == [
        "🗳 <b>遛狗牵绳</b> 1提 2议【3决】4评 5享",
        "一户一票;点过「关心」不算投票",
        "12月20日(周日)20:00 止,之前可改",
        "要 17 户参与、同意过半;已 11/32 户",
        "邻居和主持人看不到您的票,监票人可查",
        "居民协商,不是业主大会表决",
    ]
    assert [button.text for button in message.rows[0]] == ["同意", "反对", "弃权·算参与"]


def test_an_unanswered_concern_is_printed_on_the_ballot_card() -> None:
    case = a_case()
    next(iter(case.motions.values())).unanswered = ["晚上没处遛"]
    assert "1 条顾虑没有答复:晚上没处遛" in ROUNDS["vote"].card(case, round_of(case, "vote"), Words("zh-CN")).html


def test_a_result_says_what_was_asked_for_and_what_came() -> None:
    lines = shown("result", a_case("遛狗时段")).html.split("\n")
    assert lines[:4] == [
        "📌 <b>遛狗时段</b>:通过(居民协商)",
        "32 户中 24 户参与,要 17 户 ✔",
        "同意 18、反对 5、弃权 1",
        "同意要 13 户 ✔",
    ]


def test_a_tie_says_why_it_is_not_carried() -> None:
    case = a_case("遛狗牵绳")
    decision = a_decision(case, next(iter(case.motions.values())), 900, "tied")
    decision.reason = {"key": "verdict-tied", "heads": 12}
    html = shown("result", case, decision=900).html
    assert "平票,未通过" in html
    assert "同意和反对都是 12 票" in html


def test_without_a_roll_nothing_is_called_carried() -> None:
    case = a_case("打扫楼道", a_flow("wumin-kuai").model_copy(update={"stages": with_review(a_flow("wumin")).stages}))
    quick = next(stage for stage in a_flow("wumin-kuai").stages if stage.kind == "vote")
    stages = tuple(quick if stage.kind == "vote" else stage for stage in case.flow.stages)
    case.flow = case.flow.model_copy(update={"stages": stages})
    html = shown("result", case).html
    assert "24 个账号参加,未核对住户,多数赞成" in html
    assert "通过" not in html
    assert "意见征集" in html


def test_what_is_missing_is_told_in_the_group_only_while_it_points_at_nobody() -> None:
    case = a_case("遛狗牵绳")
    voted(case, agree=15)
    assert "已 15/32 户,还差 2 户够数" in shown("nudge-group", case).html
    small = a_case("遛狗牵绳", households=4)
    voted(small, agree=2)
    assert "还差" not in shown("nudge-group", small).html


def test_issues_that_are_not_public_are_counted_and_never_named() -> None:
    case = a_case("王家的狗")
    for issue in case.issues.values():
        issue.audience = Audience.HANDLERS
    public = ("issues", "record", "screened", "session-closed", "issue-raised", "vote-announced", "result")
    for card in public:
        assert "王家的狗" not in re.sub("理由.*|原因.*", "", shown(card, case).html.replace("。王家的狗", "")), card


def test_a_screener_sees_the_words_and_not_who_wrote_them() -> None:
    case = a_case("粪便没人管")
    held = next(issue for issue in case.issues.values() if issue.state is IssueState.HELD)
    held.author_name = "丙"
    html = shown("issue-check", case, 1).html
    assert "粪便没人管" in html
    assert "丙" not in html


def test_an_objection_is_ruled_on_in_private_and_named_to_nobody() -> None:
    case = a_case()
    assert shown("objection", case, None).rows == ()
    assert [button.text for button in shown("objection", case, 3).rows[0]] == ["成立", "不成立"]


def test_dissatisfaction_ends_without_thanks() -> None:
    case = a_case("便袋箱")
    rated = round_of(case, "evaluate")
    rated.outcome, rated.facts = "unsatisfied", {"n": 20, "satisfied": 15, "min_n": 10}
    html = ROUNDS["archive"].card(case, round_of(case, "archive"), Words("zh-CN")).html
    assert "已结,居民仍不满意(不到八成)" in html
    assert "谢" not in html


def test_reasons_picked_from_buttons_are_worded_in_the_readers_language() -> None:
    case = a_case()
    first_issue(case).screening, first_issue(case).reason = "reject", "reason:unlawful"
    args = Args(args_for("screening-told", case), 1)
    told = {locale: CASE_CARDS["screening-told"](case, args, Words(locale)).html for locale in ("zh-CN", "en")}
    assert "照办会违法" in told["zh-CN"]
    assert "against the law" in told["en"]


async def test_a_receipt_shows_no_choice_unasked_and_after_the_close_only_that_it_was_counted(store: Store) -> None:
    town, reader, words = await a_town(store), Reader(store), Words("zh-CN")
    args = {"motion": min(town.case.motions)}
    receipt = (await render(reader, "receipt", args, words, town.resident)).html
    assert "7K2M9P" in receipt
    assert "同意" not in receipt
    assert "同意" in (await render(reader, "receipt", {**args, "extra": "show"}, words, town.resident)).html
    assert "7K2M9P" not in (await render(reader, "receipt", args, words, town.lead)).html
    async with store.transaction() as tx:
        from bot.storage import tables

        await tx.run(tables.rounds.update().values(state="closed", closed_at=round_of(town.case, "vote").due_at))
    closed = (await render(reader, "receipt", {**args, "extra": "show"}, words, town.resident)).html
    assert "已计入" in closed
    assert "同意" not in closed


async def test_the_morning_card_counts_what_waits_over_all_groups(store: Store) -> None:
    town = await a_town(store)
    message = await render(Reader(store), "manage", {}, Words("zh-CN"), town.lead)
    assert message.html.startswith("☀️ 今天 5 件,另 0 个群无事")
    assert "第2网格:2 件待受理" in message.html
    assert "1 人等核对门牌" in message.html
    nobody = await render(Reader(store), "manage", {}, Words("zh-CN"), town.resident)
    assert "/open" in nobody.html


async def test_what_is_mine_is_shown_to_me_and_to_nobody_else(store: Store) -> None:
    town = await a_town(store)
    mine = (await render(Reader(store), "my", {}, Words("zh-CN"), town.resident)).html
    assert "2-101" in mine
    assert "提过 8 件" in mine
    assert "2-101" not in (await render(Reader(store), "my", {}, Words("zh-CN"), town.lead)).html


# --- answers and refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", available())
def test_answers_speak_of_choices_in_words(locale: str) -> None:
    words = Words(locale)
    ballot = answer_in_words(Answer("ballot-recorded", {"choice": "abstain", "receipt": "7K2M9P"}), words)
    rating = answer_in_words(Answer("rating-recorded", {"choice": "5"}), words)
    wait = refusal_in_words(Refusal("guard-elapsed", {"duration": "2d"}), words)
    kinds = refusal_in_words(Refusal("task-class", {"classes": "service、goods"}), words)
    assert not re.search("abstain_|choice|2d|goods、", ballot + rating + wait + kinds)
    assert "7K2M9P" in ballot
    assert words("rating-5") in rating
    assert answer_in_words(Answer(), words) == ""


def test_a_toast_holds_two_hundred_characters_whatever_the_title() -> None:
    answer = Answer("issue-raised", {"position": 1, "title": HOSTILE})
    assert len(answer_in_words(answer, Words("zh-CN"))) == TOAST


def test_what_is_too_long_is_cut_between_lines_with_its_tags_closed() -> None:
    cut = clip("<blockquote>" + "\n".join(["字" * 100] * 60) + "</blockquote>\nend")
    check(Message(cut))
    assert cut.endswith("</blockquote>\n…")


def test_there_is_a_card_for_everything_that_is_owed_or_asked_for() -> None:
    owed = cards_owed()
    assert len(owed) > 50
    assert {card: place for card, place in owed.items() if card not in names()} == {}


def test_every_card_is_owed_or_asked_for_somewhere() -> None:
    written = {text for module, _, text in literals() if not module.startswith("bot/chat/cards/")}
    idle = {card for card in names() if card not in cards_owed() and card not in written}
    assert not idle


def test_a_group_reads_nothing_of_a_dispute_and_its_parties_and_moderators_do() -> None:
    words = Words("zh-CN")
    case = a_case("楼上漏水")
    for issue in case.issues.values():
        issue.audience = Audience.PARTIES
    (motion,) = case.motions.values()
    party = Entry(999, 10, 1, "party", f"issue:{motion.issues[0]}", 77, NOW, state="noted")
    case.entries[party.id] = party
    for kind in ROUNDS:
        if kind not in ("implement", "archive"):  # what a task is called is for whoever adds it to say
            assert "漏水" not in ROUNDS[kind].card(case, round_of(case, kind), words).html, kind
    for card in ("full-text", "counts"):
        shown = {p: CASE_CARDS[card](case, Args(args_for(card, case), p), words).html for p in (None, 1, 77, 78)}
        assert shown[None] == shown[78] == words("issue-not-public")
        assert shown[1] == shown[77] != shown[78]


@pytest.mark.parametrize(
    ("extra", "shown"), [("", 0), ("1", 1), ("9999", 2), ("x", 0), ("-1", 0), ("٣", 0), ("9" * 60, 0)]
)
def test_a_page_a_doctored_button_asks_for_is_one_that_is_there(extra: str, shown: int) -> None:
    assert Args({"extra": extra}).page(3) == shown
    assert Args({"extra": extra}).page(0) == 0
    case, words = a_case("牵绳" * 900), Words("zh-CN")
    case.motions[min(case.motions)].text = "牵绳" * 900
    given = args_for("full-text", case)
    pages = [CASE_CARDS["full-text"](case, Args(given | {"extra": str(n)}), words).html for n in range(3)]
    assert CASE_CARDS["full-text"](case, Args(given | {"extra": extra}), words).html == pages[shown]
