"""The transcript: what is told, in which order, and what is folded."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.rehearsal.emulator.events import (
    Answered,
    Button,
    CallRefused,
    Edited,
    EphemeralPosted,
    Event,
    Posted,
    Pressed,
    Shown,
)
from bot.rehearsal.expectations import differences, nearest
from bot.rehearsal.transcript import Transcript

AT = datetime(2026, 12, 7, 1, 10, tzinfo=UTC)
GROUP, JIA, YI = -1, 7, 8
NAMES = {GROUP: "", JIA: "甲", YI: "乙"}
AGREE = Button("同意", "v")


def told(*beats: Sequence[Event]) -> list[str]:
    lines = list[str]()
    transcript = Transcript(
        ZoneInfo("Asia/Shanghai"), NAMES.__getitem__, lambda chat: chat < 0, lambda line: lines.append(line.text)
    )
    for beat in beats:
        for event in beat:
            transcript.take(event)
        transcript.beat()
    transcript.end()
    return lines


def shown(text: str, *buttons: Button) -> Shown:
    return Shown(text, (), (buttons,) if buttons else (), None, None)


def posted(chat: int, number: int, text: str, *buttons: Button, who: str = "") -> Posted:
    return Posted(
        AT, chat, number, author_id=1, author=who, by_bot=not who, shown=shown(text, *buttons), reply_to=None,
        thread_id=None, silent=False, service=None,
    )  # fmt: skip


def press(number: int, who: str, answer: str, *, alert: bool = True) -> list[Event]:
    pressed = Pressed(AT, GROUP, str(number), 1, number, who, "v", AGREE)
    return [pressed, Answered(AT, GROUP, str(number), number, answer, alert, None)]


def test_words_buttons_and_days_read_like_minutes() -> None:
    assert told([posted(GROUP, 1, "/open", who="甲"), posted(GROUP, 2, "🗳 牵绳\n一户一票", AGREE)]) == [
        "── 2026-12-07 ──",
        "09:10 甲: /open",
        "09:10 🤖 🗳 牵绳",
        "        一户一票",
        "        [同意]",
    ]


def test_presses_answered_alike_are_one_line() -> None:
    card = posted(GROUP, 1, "🗳 牵绳", AGREE)
    lines = told([card], *(press(n, name, f"已记 {n}") for n, name in enumerate("甲乙丙丁戊己", 10)))
    assert lines[-1] == "09:10 甲、乙、丙、丁 … (6) → [同意] 🗳 牵绳 !«已记 10»"


def test_a_press_answered_otherwise_is_a_line_of_its_own() -> None:
    card = posted(GROUP, 1, "🗳 牵绳", AGREE)
    lines = told([card], press(10, "甲", "已记 10"), press(11, "己妻", "由户代表投"))
    assert [line.partition("→")[0] for line in lines[-2:]] == ["09:10 甲 ", "09:10 己妻 "]


def test_edits_of_a_live_card_are_folded_into_its_last_state() -> None:
    card = posted(GROUP, 1, "🗳 牵绳\n已 0/32 户", AGREE)
    edits: list[Event] = [
        Edited(AT, GROUP, 1, by_bot=True, shown=shown(f"🗳 牵绳\n已 {n}/32 户", AGREE)) for n in (1, 2, 3)
    ]
    assert told([card], *([edit] for edit in edits))[-2:] == ["09:10 ✎ ×3 🗳 牵绳", "        已 3/32 户"]


def test_a_card_that_loses_its_buttons_says_so() -> None:
    card = posted(GROUP, 1, "🗳 牵绳", AGREE)
    assert told([card], [Edited(AT, GROUP, 1, by_bot=True, shown=shown("🗳 牵绳"))])[-1] == "        [ ]"


def test_one_message_to_several_people_is_told_once() -> None:
    lines = told([posted(YI, 1, "⏰ 您家还没投"), posted(JIA, 1, "⏰ 您家还没投")])
    assert lines == ["── 2026-12-07 ──", "09:10 ✉ 🤖 → 甲、乙: ⏰ 您家还没投"]


def test_within_a_beat_the_order_does_not_hang_on_who_was_quicker() -> None:
    card = posted(GROUP, 1, "🗳 牵绳", AGREE)
    pressed, answered = press(10, "甲", "已记")
    result = posted(GROUP, 2, "📌 通过")
    assert told([card], [pressed, answered, result]) == told([card], [pressed, result, answered])


def test_the_nearest_texts_are_the_likest() -> None:
    assert (
        nearest("同意 12", ["📋 第2网格", "📌 牵绳\n同意 11、反对 13", "⏰ 20:00 截止"])[0]
        == "📌 牵绳 ⏎ 同意 11、反对 13"
    )


def test_only_named_fields_of_a_record_are_compared_and_moments_in_any_offset() -> None:
    found = {"closed_at": "2026-12-20T20:00:00+08:00", "agree": {"heads": 12, "area": "1.00"}, "average": "4.05"}
    assert differences({"closed_at": "2026-12-20T12:00+00:00", "agree": {"heads": 12}, "average": 4.05}, found) == []
    assert differences({"agree": {"heads": 13}, "late": 0}, found) == [
        "agree.heads: 12 ≠ 13",
        ".late: — (closed_at, agree, average)",
    ]


def test_what_one_person_alone_is_shown_in_a_group_stands_behind_their_press_and_names_them() -> None:
    alone = EphemeralPosted(AT, GROUP, 1, JIA, "甲", "1", shown("回执 7K2M9P"))
    lines = told([alone, *press(1, "甲", "记上了")])
    assert lines[1:] == ["09:10 甲 → [同意]  !«记上了»", "09:10 👁 🤖 → 甲: 回执 7K2M9P"]


def test_a_refused_call_that_named_no_chat_is_no_trouble() -> None:
    assert told([CallRefused(AT, 0, "getMe", 400, "Bad Request")]) == []
