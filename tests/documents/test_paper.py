"""What is printed can be read by an elder and by a phone, says what it must, and nothing that is nobody's business."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from chat.making import HOSTILE, a_case, a_community, a_flow, round_of

from bot.chat import buttons
from bot.chat.cards import paper
from bot.chat.cards.registry import CASE_CARDS, Args
from bot.chat.message import Message
from bot.chat.purposes import code_from
from bot.chat.telegram.courier import address
from bot.deliberation.acts import Ask, UseCode
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Audience, Community, RoundState
from bot.deliberation.refusal import Refused
from bot.i18n import Words, available
from bot.storage.reader import Reader

from .pages import Printed

BOT = "youshi_bot"
A4 = (210, 297)
LEGIBLE = 14.0
"""Points: what is smaller an elder cannot read on a wall."""
TEXT = "夏天晚上九点到早上七点,小区内遛狗必须牵绳。"


def link(payload: str) -> str:
    return address(BOT, payload)


def printed(message: Message) -> Printed:
    assert message.document is not None
    return Printed(message.document.make(link))


def notice(case: CaseFile, kind: str, locale: str = "zh-CN") -> Printed:
    case.community.locale = locale
    round_ = round_of(case, kind)
    return printed(CASE_CARDS["stairwell"](case, Args({"subject": round_.id}), Words("en")))


def payload(code: str) -> str:
    start = link("") + "?start="
    assert code.startswith(start)
    return code.removeprefix(start)


def tight(text: str) -> str:
    return "".join(text.split())


# --- the stairwell notice ---------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", available())
@pytest.mark.parametrize("kind", ["collect", "deliberate", "vote", "notice", "evaluate"])
def test_a_notice_is_one_page_with_everything_on_it(kind: str, locale: str) -> None:
    case, words = a_case(TEXT), Words(locale)
    found, round_ = notice(case, kind, locale), round_of(case, kind)
    assert (len(found), found.size()) == (1, A4)
    assert found.smallest_letters() >= LEGIBLE
    zone = ZoneInfo(case.community.timezone)
    assert round_.opens_at is not None
    assert round_.due_at is not None
    for said in (
        case.community.name, words("standing-consultation"), case.session.number, words("paper-how"),
        words.until(round_.opens_at, zone), words.until(round_.due_at, zone), words("paper-stamp"), f"t.me/{BOT}",
    ):  # fmt: skip
        assert tight(said) in found.words()
    [code] = found.codes()
    assert buttons.decode(payload(code)) == Ask("round", case.session.id, round_.id)


def test_the_text_put_to_the_vote_stands_there_to_the_letter_with_its_code() -> None:
    case = a_case(TEXT)
    [motion] = case.motions.values()
    found = notice(case, "vote").words()
    assert TEXT in found
    assert motion.hash[:12] in found
    assert "一户一票" in found


@pytest.mark.parametrize("text", [HOSTILE, "行\n" * 300, "一二三四五六七八九十" * 200, "Long words of a motion. " * 90])
@pytest.mark.parametrize("kind", ["collect", "deliberate", "vote", "notice", "evaluate"])
def test_whatever_people_wrote_it_stays_one_page_in_letters_that_can_be_read(kind: str, text: str) -> None:
    case = a_case(text)
    case.community.name = text[:64]
    found = notice(case, kind)
    assert len(found) == 1
    assert found.smallest_letters() >= LEGIBLE
    assert len(found.codes()) == 1


def test_what_there_is_no_room_for_is_said_to_be_left_out() -> None:
    assert "全文扫码看" in notice(a_case("一二三四五六七八九十" * 200), "vote").words()
    assert "还有2件" in notice(a_case(TEXT), "deliberate").words()


def test_what_is_not_public_is_not_put_on_a_wall() -> None:
    case = a_case("王家的狗")
    for issue in case.issues.values():
        issue.audience = Audience.HANDLERS
    for kind in ("deliberate", "vote", "notice", "evaluate"):
        assert "王家" not in notice(case, kind).words()


def test_an_exercise_and_a_group_of_its_own_are_marked() -> None:
    case = a_case(TEXT)
    assert "演练" not in notice(case, "vote").words()
    case.session.practice = case.community.self_run = True
    found = notice(case, "vote").words()
    assert "演练" in found
    assert "本群自办" in found


def test_an_opinion_poll_is_not_called_a_vote() -> None:
    case = a_case(TEXT)
    case.flow = case.flow.model_copy(update={"standing": a_flow("wumin-kuai").standing})
    found = notice(case, "vote").words()
    assert "意见征集" in found
    assert "投票" not in found.partition("怎么参加")[0].partition("原文")[0].replace("不算投票", "")


@pytest.mark.parametrize("state", [RoundState.CLOSED, RoundState.VOID, RoundState.FROZEN])
def test_there_is_no_notice_of_what_nobody_can_take_part_in(state: RoundState) -> None:
    case = a_case(TEXT)
    vote = round_of(case, "vote")
    vote.state = state
    with pytest.raises(Refused):
        CASE_CARDS["stairwell"](case, Args({"round": vote.id}), Words("zh-CN"))
    assert "stairwell" not in views(case, vote.id)


def test_a_moderator_finds_it_on_the_card_of_the_round() -> None:
    case = a_case(TEXT)
    assert "stairwell" in views(case, round_of(case, "vote").id)
    assert "stairwell" not in views(case, round_of(case, "implement").id)


def views(case: CaseFile, round_id: int) -> Sequence[str]:
    card = CASE_CARDS["moderate"](case, Args({"round": round_id}, 1), Words("zh-CN"))
    acts = [buttons.decode(button.data) for row in card.rows for button in row if button.data]
    return [act.view for act in acts if isinstance(act, Ask)]


# --- the sheets of households ------------------------------------------------------------------------------


class OneCommunity(Reader):
    """Reads a community that is in no database."""

    def __init__(self, community: Community) -> None:
        self._community = community

    async def community(self, community_id: int) -> Community | None:
        return self._community if community_id == self._community.id else None


def a_sheet(door: str, number: int) -> dict[str, str]:
    return {"door": door, "digits": f"{12345670 + number}", "long": f"LONG{number:020}"}


async def sheets(doors: Sequence[str], locale: str = "zh-CN", name: str = "第2网格") -> tuple[Message, Printed]:
    made = [a_sheet(door, number) for number, door in enumerate(doors)]
    args: Mapping[str, Any] = {"community": 1, "until": "2026-12-21T09:00:00+00:00", "sheets": made}
    reader = OneCommunity(replace(a_community(locale=locale), name=name))
    message = await paper.codes(reader, Args(args), Words("zh-CN"))
    return message, printed(message)


@pytest.mark.parametrize("locale", available())
async def test_every_household_gets_a_third_of_a_page_with_its_door_and_both_codes(locale: str) -> None:
    doors = ["2-101", "2-102", "东区12号楼3单元1502", "3-502"]
    _, found = await sheets(doors, locale)
    assert (len(found), found.size(1)) == (2, A4)
    assert found.smallest_letters() >= LEGIBLE
    codes = [*found.codes(0), *found.codes(1)]
    assert [buttons.decode(payload(code)) for code in codes] == [UseCode(f"LONG{n:020}") for n in range(4)]
    words = Words(locale)
    for page, on_it in ((0, doors[:3]), (1, doors[3:])):
        for door in on_it:
            number = doors.index(door)
            assert f"/join1234567{number}{door}" in found.words(page)
        assert tight(words("paper-sheet-keep")) in found.words(page)
    until = words.moment(datetime.fromisoformat("2026-12-21T09:00:00+00:00"), ZoneInfo("Asia/Shanghai"))
    assert tight(words("paper-sheet-until", when=until)) in found.words(1)


@pytest.mark.parametrize("door", ["2-101", "东区 12 号楼 3 单元 1502", "88 1502"])
async def test_what_a_sheet_says_to_send_is_understood(door: str) -> None:
    message, _ = await sheets([door])
    assert message.document is not None
    [slip] = message.document.make.__self__.slips  # type: ignore[attr-defined] # the method of the sheets
    command, *tokens = slip.typed.split()
    assert command == "/join"
    assert code_from(tokens) == UseCode("12345670", door)


async def test_long_names_do_not_push_a_sheet_over_its_third() -> None:
    _, found = await sheets(["很长的门牌" * 8] * 3, "en", "很长的小区名" * 10)
    assert len(found) == 1
    assert found.smallest_letters() >= LEGIBLE
    assert len(found.codes()) == 3


async def test_the_codes_of_few_are_also_said_and_of_many_only_printed() -> None:
    few, _ = await sheets(["2-101"])
    assert "12345670" in few.html
    many, found = await sheets([f"{n}-101" for n in range(1, 31)])
    assert "12345670" not in many.html
    assert "30 户" in many.html
    assert len(found) == 10
