"""What is typed, in commands, `#民提` forms and other names, comes to acts; a refusal says how it is used."""

from typing import Any

import pytest

from bot.chat import purposes
from bot.chat.commands import COMMANDS, read, split
from bot.chat.input_text import clean, duration_in, money_in, words_of
from bot.chat.purposes import PURPOSES, complete
from bot.chat.scene import Scene
from bot.chat.vocabulary import spoken
from bot.deliberation import acts
from bot.deliberation.acts import Act, Attachment
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import RoundState
from bot.deliberation.refusal import Refused

from . import making
from .making import round_of

PHOTO = Attachment("photo", "AgAD")


@pytest.fixture(scope="module")
def case() -> CaseFile:
    return making.a_case()


def said(text: str, case: CaseFile | None, **scene: Any) -> Act:
    """What a text typed in the group of a session comes to."""
    spoken_ = split(text)
    assert spoken_ is not None
    here = {"chat_id": 5, "community_id": 1, "cases": (case,) if case else (), **scene}
    return read(spoken_.word, spoken_.text, Scene(**here))


def refused(text: str, case: CaseFile | None, **scene: Any) -> str:
    with pytest.raises(Refused) as caught:
        said(text, case, **scene)
    return caught.value.refusal.key


def test_ordinary_talk_is_no_command() -> None:
    assert [split(text) for text in ("民提 遛狗", "今天天气好", "#热门话题", "12/3 见", "")] == [None] * 5


def test_a_command_says_whom_it_is_for() -> None:
    assert split("/ti@youshi_bot 路灯坏了") == ("ti", "youshi_bot", "路灯坏了")


@pytest.mark.parametrize(
    "text",
    ["/ti 路灯坏了", "#民提 路灯坏了", "#民提:路灯坏了", "＃民提 路灯坏了", "#我要提 路灯坏了", "#Raise 路灯坏了"],
)
def test_an_issue_can_be_raised_in_many_forms(case: CaseFile, text: str) -> None:
    assert said(text, case) == acts.RaiseIssue(10, "路灯坏了", "face", ())


@pytest.mark.parametrize(("simplified", "traditional"), [("#民议 问 多少钱", "#民議 問 多少钱"), ("#名册", "#名冊")])
def test_simplified_and_traditional_forms_mean_the_same(case: CaseFile, simplified: str, traditional: str) -> None:
    assert said(simplified, case) == said(traditional, case)


def test_what_is_typed_in_private_is_raised_without_a_name(case: CaseFile) -> None:
    assert said("/ti 路灯坏了", case, private=True) == acts.RaiseIssue(10, "路灯坏了", "back", (), channel="private")


def test_a_verb_without_arguments_shows_what_can_be_done_now(case: CaseFile) -> None:
    kinds = {"ti": "collect", "yi": "deliberate", "jue": "vote", "ping": "evaluate", "xiang": "archive"}
    for verb, kind in kinds.items():
        assert said(f"/{verb}", case) == acts.Ask("round", 10, round_of(case, kind).id)
    assert said("/ti", case, private=True) == acts.Await("raise", 10)


def test_with_nothing_open_a_verb_says_so() -> None:
    assert refused("/ti", None) == "nothing-open-collect"
    assert said("/ti 路灯坏了", None) == acts.RaiseIssue(0, "路灯坏了"), "it waits for the next session"
    assert refused("/jue", None) == "nothing-open-vote"


def test_acts_on_rounds_issues_and_tasks_are_found_by_number(case: CaseFile) -> None:
    screen, implement = round_of(case, "screen").id, round_of(case, "implement").id
    issues = sorted(case.issues)
    tasks = sorted(case.tasks)
    expected = {
        "/yi 顾虑 晚上没处遛": acts.Speak(10, round_of(case, "deliberate").id, "concern", "晚上没处遛"),
        "/object 程序 我没收到通知": acts.Object(10, round_of(case, "notice").id, "procedure", "我没收到通知"),
        "/screen": acts.Ask("screen-list", 10, screen),
        "/screen 4 不受理 违法": acts.ScreenIssue(10, screen, issues[3], "reject", "违法"),
        "/screen 1 受理": acts.ScreenIssue(10, screen, issues[0], "accept"),
        "/screen 其余": acts.AcceptRest(10, screen),
        "/merge 6 2": acts.ScreenIssue(10, screen, issues[5], "merge", "reason:duplicate", issues[1]),
        "/assign + 货物 买便袋箱": acts.AddTask(10, implement, "买便袋箱", "goods"),
        "/assign 1 物业前台、网格员": acts.AssignTask(10, tasks[0], "物业前台", ("网格员",)),
        "/progress 2 箱子到货了": acts.Progress(10, tasks[1], "箱子到货了"),
        "/done 2 装好了,花了1,800元": acts.FinishTask(10, tasks[1], "装好了,花了1,800元", 180_000),
        "/cancel 范围设错,重新开": acts.CancelSession(10, "范围设错,重新开"),
        "/export": acts.Ask("record", 10),
    }
    for text, act in expected.items():
        assert said(text, case) == act, text


def test_acts_of_the_house(case: CaseFile) -> None:
    expected = {
        "/setup 第2网格 tz=Asia/Taipei lang=zh-hant code=X1": acts.SetUp(5, "第2网格", "Asia/Taipei", "zh-TW", "X1"),
        "/open wumin-kuai 周六打扫,同意吗?": acts.OpenSession(5, "wumin-kuai", "周六打扫,同意吗?"),
        "/open": acts.Ask("open-list", subject=5),
        "/announce 2026-12-10 09:00 明天停水": acts.Announce(5, "明天停水", "2026-12-10 09:00"),
        "/announce 明天停水": acts.Announce(5, "明天停水"),
        "/schedule 每周小结": acts.Schedule(5, "week"),
        "/schedule text 0 9 * * 6 明天大扫除": acts.Schedule(5, "text", "0 9 * * 6", "明天大扫除"),
        "/schedule - 3": acts.EndSchedule(3),
        "/role @xiaoqian 网格员": acts.GrantRole(1, "@xiaoqian", "grid_worker"),
        "/role - @xiaoqian 網格長": acts.GrantRole(1, "@xiaoqian", "grid_lead", end=True),
        "/roll codes 3-502": acts.IssueCodes(1, "3-502"),
        "/roll\nunit,household\n2-101,2-101": acts.ImportRoll(1, "unit,household\n2-101,2-101"),
        "/join 3-502 1234 5678": acts.UseCode("12345678", "3-502"),
        "/lang 繁體": acts.SetLocale("zh-TW"),
        "/start": acts.Ask("welcome"),
        "/start q_my_1_0_": acts.Ask("my", 1),
        "/my": acts.Ask("my", 10),
    }
    for text, act in expected.items():
        assert said(text, case) == act, text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("/yi 随便说说", "command-usage-yi"),
        ("/object 就是不服", "command-usage-object"),
        ("/screen 99 受理", "no-such-issue"),
        ("/screen 什么", "command-usage-screen"),
        ("/merge 6", "command-usage-merge"),
        ("/extend 24小时", "which-round"),
        ("/next", "which-round"),
        ("/cancel", "command-usage-cancel"),
        ("/lang 火星文", "command-usage-lang"),
        ("/role 谁", "command-usage-role"),
        ("/roll 什么", "command-usage-roll"),
        ("/assign 1", "command-usage-assign"),
        ("/progress", "command-usage-progress"),
        ("/nonsense", "command-unknown"),
        ("/ti 👍👍", "text-no-words"),
        ("/join 123", "code-needs-eight"),
        ("/start zz_9", "button-stale"),
    ],
)
def test_a_command_that_is_not_understood_says_how_it_is_used(case: CaseFile, text: str, key: str) -> None:
    assert refused(text, case) == key


def test_a_group_command_in_private_is_refused(case: CaseFile) -> None:
    assert refused("/open wumin", case, private=True) == "command-in-group"


def test_a_reply_to_a_card_says_which_round_is_meant(case: CaseFile) -> None:
    screen = round_of(case, "screen")
    act = said("/next", case, card="round", args={"round": screen.id})
    assert act == acts.Advance(10, screen.id)


def test_closed_rounds_are_passed_over() -> None:
    case = making.a_case()
    for round_ in case.rounds.values():
        if round_.kind != "collect":
            round_.state = RoundState.CLOSED
    assert said("/extend 24小时", case) == acts.Extend(10, round_of(case, "collect").id, "24h")


def test_every_command_has_a_name_in_every_script_and_none_twice() -> None:
    names = [name for command in COMMANDS for name in spoken(f"command-{command}")]
    assert len(names) == len(set(names))
    assert not set(names) & set(COMMANDS) - {"start"}


# --- words in the private chat -------------------------------------------------------------------------


AWAITED: dict[str, tuple[str, Act]] = {
    "money": (
        "2026-03-31 12,000 元 电梯广告",
        acts.EnterMoney(7, "income", 12_000_00, "电梯广告", "2026-03-31", "advertising"),
    ),
    "money-ratio": ("30%", acts.EnterMoney(7, "ratio", 30_00, "")),
    "money-counter": ("记重了", acts.EnterMoney(7, "", 0, "记重了", corrects=9)),
    "money-refuse": ("没有凭证", acts.SettleMoney(7, False, "没有凭证")),
    "voucher": ("", acts.AddVoucher(7, ())),
    "raise": ("路灯坏了", acts.RaiseIssue(4, "路灯坏了")),
    "raise-back": ("路灯坏了", acts.RaiseIssue(4, "路灯坏了", "back", channel="private")),
    "raise-for": ("王阿姨:路灯坏了", acts.RaiseIssue(4, "路灯坏了", on_behalf_of="王阿姨")),
    "speak-for": ("好", acts.Speak(4, 7, "for", "好")),
    "speak-concern": ("好", acts.Speak(4, 7, "concern", "好")),
    "speak-ask": ("好", acts.Speak(4, 7, "ask", "好")),
    "object-eligibility": ("好", acts.Object(4, 7, "eligibility", "好")),
    "object-counting": ("好", acts.Object(4, 7, "counting", "好")),
    "object-procedure": ("好", acts.Object(4, 7, "procedure", "好")),
    "object-substance": ("好", acts.Object(4, 7, "substance", "好")),
    "reason-reject": ("违法", acts.ScreenIssue(4, 3, 7, "reject", "违法")),
    "reason-return": ("缺地点", acts.ScreenIssue(4, 3, 7, "return", "缺地点")),
    "reason-transfer": ("物业:换灯归他们", acts.ScreenIssue(4, 3, 7, "transfer", "换灯归他们", None, "物业")),
    "reason-instant": ("先谈谈", acts.ScreenIssue(4, 3, 7, "instant", "先谈谈")),
    "reason-check": ("点了名", acts.CheckIssue(4, 7, False, "点了名")),
    "reason-cancel": ("开错了群", acts.CancelSession(4, "开错了群")),
    "reason-unclear": ("违法", acts.ClearMotion(4, 7, False, "违法")),
    "answer-concern": ("有地方遛", acts.AnswerConcern(4, 7, "有地方遛")),
    "override": ("来不及", acts.OverrideConcern(4, 7, "来不及")),
    "rule-upheld": ("属实", acts.RuleOn(4, 7, True, "属实")),
    "rule-dismissed": ("已通知", acts.RuleOn(4, 7, False, "已通知")),
    "rule-barred": ("3-502:不是业主", acts.RuleOn(4, 7, True, "不是业主", ("3-502",), barred=True)),
    "rule-struck": ("3-502、3-503:不是业主", acts.RuleOn(4, 7, True, "不是业主", ("3-502", "3-503"))),
    "recount": ("多记了一票", acts.Recount(4, 7, "多记了一票")),
    "recuse": ("是邻居", acts.Recuse(4, 0, "是邻居")),
    "recuse-other": ("是邻居", acts.Recuse(4, 0, "是邻居", 7)),
    "party": ("王阿姨", acts.NameParty(4, 7, name="王阿姨")),
    "posted-board": ("", acts.ConfirmPosting(4, 7)),
    "oversight": ("没有意见", acts.Oversee(4, 7, "没有意见")),
    "panel-return": ("缺预算", acts.Judge(4, 3, 7, "return", "缺预算")),
    "panel-reject": ("物业的事", acts.Judge(4, 3, 7, "reject", "物业的事")),
    "draft-motion": ("须牵绳", acts.DraftMotion(4, 7, "须牵绳", (), 3)),
    "task-service": ("保洁", acts.AddTask(4, 7, "保洁", "service")),
    "task-goods": ("买箱", acts.AddTask(4, 7, "买箱", "goods")),
    "task-works": ("修路", acts.AddTask(4, 7, "修路", "works")),
    "task-other": ("劝导", acts.AddTask(4, 7, "劝导", "other")),
    "assign": ("物业,网格员", acts.AssignTask(4, 7, "物业", ("网格员",))),
    "progress": ("到货", acts.Progress(4, 7, "到货")),
    "finish": ("装好,1.8万元", acts.FinishTask(4, 7, "装好,1.8万元", 1_800_000)),
    "return-task": ("没装牢", acts.AcceptTask(4, 7, False, "没装牢")),
    "abandon": ("没钱", acts.AbandonTask(4, 7, "没钱")),
    "share-result": ("能用", acts.DescribeShare(4, 7, result="能用")),
    "keeper": ("物业", acts.DescribeShare(4, 7, keeper="物业")),
    "not-achieved": ("照明", acts.DescribeShare(4, 7, not_achieved="照明")),
    "remark": ("又坏了", acts.Remark(4, 7, "round:7", "又坏了")),
    "uneasy": ("被点名", acts.Uneasy(4, "被点名")),
    "paper": ("", acts.EnterPaper(4, 7, "owner:7", "agree")),
    "proxy": ("代理人:@yu 2026年12月5日", acts.GrantProxy(4, 7, "household:36", "@yu", "2026-12-05")),
    "change-voter": ("户代表出国", acts.ChangeVoter(7, "户代表出国")),
    "roll-file": ("", acts.OfferRoll(7, ())),
    "roll-reason": ("203 已过户", acts.TakeRoll(7, True, "203 已过户")),
    "code": ("12345678 3-502", acts.UseCode("12345678", "3-502")),
    "door": ("租户 3-502", acts.ClaimDoor(7, "3-502", "tenant")),
    "announce": ("停水", acts.Announce(7, "停水")),
    "setup-name": ("第2网格", acts.SetUp(7, "第2网格")),
    "setup-zone": ("Asia/Urumqi", acts.SetUp(7, timezone="Asia/Urumqi")),
    "setup-code": ("开办码", acts.SetUp(7, operator_code="开办码")),
    "belong-name": ("幸福", acts.Ask("belong", 0, 7, "3.0.幸福")),
    "belong-code": ("开办码", acts.Belong(7, 3, "开办码")),
    "question": ("打扫吗?", acts.OpenSession(7, "wumin-kuai", "打扫吗?")),
}
EXTRA = {
    "money": "income-advertising",
    "money-counter": "9",
    "paper": "o7.agree",
    "proxy": "h10",
    "draft-motion": "m3",
    "question": "wumin-kuai",
    "belong-name": "3",
    "belong-code": "3",
}


@pytest.mark.parametrize("purpose", PURPOSES)
def test_words_complete_the_act_their_purpose_names(purpose: str) -> None:
    text, act = AWAITED[purpose]
    extra = EXTRA.get(purpose, "3" if purpose.startswith(("reason-", "panel-")) else "")
    assert complete({"purpose": purpose, "session": 4, "subject": 7, "extra": extra}, text) == act


def test_a_photo_alone_is_an_issue_and_a_report_but_never_a_quiet_one() -> None:
    assert complete({"purpose": "raise", "session": 4}, "", (PHOTO,)) == acts.RaiseIssue(4, "", "face", (PHOTO,))
    report = complete({"purpose": "progress", "session": 4, "subject": 7}, "", (PHOTO,))
    assert report == acts.Progress(4, 7, "", (PHOTO,))
    with pytest.raises(Refused, match="back-text-only"):
        complete({"purpose": "raise-back", "session": 4}, "看图", (PHOTO,))


def test_words_nobody_asked_for_complete_nothing() -> None:
    with pytest.raises(Refused, match="nothing-asked"):
        complete({}, "你好")


def test_a_draft_can_be_for_one_issue() -> None:
    awaiting = {"purpose": "draft-motion", "session": 4, "subject": 7, "extra": "i9"}
    assert complete(awaiting, "须牵绳") == acts.DraftMotion(4, 7, "须牵绳", (9,), None)
    assert purposes.people_in("甲、乙，丙, ") == ["甲", "乙", "丙"]


# --- text ----------------------------------------------------------------------------------------------


def test_control_characters_go_and_markup_stays_as_letters() -> None:
    assert clean("a\x00b\u202ec\r\n\n\n\nd\t<b>") == "abc\n\nd <b>"


@pytest.mark.parametrize(("text", "key"), [("", "text-empty"), (" \u200b\n", "text-empty"), ("👍🏽", "text-no-words")])
def test_texts_without_words_are_refused(text: str, key: str) -> None:
    with pytest.raises(Refused, match=key):
        words_of(text)


def test_a_text_of_ten_thousand_characters_is_the_longest() -> None:
    assert len(words_of("字" * 10_000)) == 10_000
    with pytest.raises(Refused, match="text-too-long"):
        words_of("字" * 10_001)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("花了1,800元", 180_000),
        ("１８００元", 180_000),
        ("18.5块", 1850),
        ("1.8萬元", 1_800_000),
        ("没花钱", 0),
        ("3 个", 0),
    ],
)
def test_sums_of_money_are_found_in_a_sentence(text: str, cents: int) -> None:
    assert money_in(text) == cents


@pytest.mark.parametrize(("text", "duration"), [("24小时", "24h"), ("24 h", "24h"), ("２天", "2d"), ("90分鐘", "90m")])
def test_durations_are_read_as_people_write_them(text: str, duration: str) -> None:
    assert duration_in(text) == duration
