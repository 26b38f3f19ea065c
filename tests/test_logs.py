"""What is written down says where it went wrong, and nothing secret: whatever the exception's own words are."""

import asyncio
import json
import logging
import warnings

import httpx
import pytest
from logbook import written
from pydantic import BaseModel, ValidationError
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken

from bot import logs
from bot.settings import Settings

TOKEN = "123456:FAKE-TOKEN-FOR-TESTS"
SEALED = "三楼那家天天打孩子"


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:
        return caught


def test_a_line_is_json_with_its_level_and_time() -> None:
    with written() as book:
        book.log.info("at work", port=8080, chats=["第2网格"])
        [line] = book.lines
        assert line.pop("timestamp").endswith("Z")
        assert line == {"event": "at work", "level": "info", "port": 8080, "chats": ["第2网格"]}


def test_on_a_terminal_a_line_can_be_read() -> None:
    with written(terminal=True) as book:
        book.log.error("a press failed", incident="7K2M9P", exc_info=raised(OSError("no room")))
        assert "a press failed" in book.text
        assert "7K2M9P" in book.text
        assert "OSError: no room" in book.text
        assert not book.text.startswith("{")


def test_less_than_the_level_is_not_written() -> None:
    with written("warning") as book:
        book.log.info("nothing of note")
        book.log.warning("of note")
        assert [line["event"] for line in book.lines] == ["of note"]


def test_lines_of_libraries_look_like_ours_and_those_that_name_addresses_are_not_heard() -> None:
    with written("debug") as book:
        logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
        logging.getLogger("apscheduler").warning("late for bot%s", TOKEN)
        [line] = book.lines
        assert (line["logger"], line["level"]) == ("apscheduler", "warning")
        assert TOKEN not in book.text


@pytest.mark.parametrize(
    "text_",
    [
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        f"The token `{TOKEN}` was rejected by the server.",
        "postgresql+asyncpg://youshi:hunter2@db/youshi",
        "postgresql+asyncpg://youshi:hun@ter2@db/youshi",
        "X-Telegram-Bot-Api-Secret-Token: hunter2",
        "secret_token='hunter2'",
        "Authorization: Bearer hunter2",
        "/join 1234 5678 2-101",
        "我家的码是12345678",
        "?start=k_ABCDEFGHJKMNPQRSTUVWXYZ2",
        "(sqlite3.OperationalError) disk I/O error [SQL: INSERT] [parameters: ('ballot', 'hunter2')]",
        "duplicate key\nDETAIL:  Key (choice)=(hunter2) already exists.",
        "future: <Task finished exception=ValueError('hunter2')>",
    ],
)
def test_what_looks_like_a_secret_is_masked(text_: str) -> None:
    masked = logs.mask(text_)
    assert logs.HIDDEN in masked
    for secret in (TOKEN, "hunter2", "ter2", "12345678", "1234 5678", "ABCDEFGHJKMNPQRSTUVWXYZ2"):
        assert secret not in masked


@pytest.mark.parametrize(
    "text_",
    ["2026-12-07T01:00:00.000000Z", "http://127.0.0.1:8080/readyz", "-1001000000001", "7K2M9P", "bot/app.py:12"],
)
def test_what_an_operator_needs_is_left(text_: str) -> None:
    assert logs.mask(text_) == text_


def test_the_settings_own_secrets_are_masked_wherever_they_turn_up() -> None:
    settings = Settings.model_validate(
        {
            "token": TOKEN,
            "database_url": "postgresql+asyncpg://youshi:p%40ss-word@db/youshi",
            "operator_code": "春天",
            "webhook_secret": "web-hook-secret",
            "metrics_key": "metrics-key-1",
        }
    )
    logs.keep_out(settings.secrets())
    with written() as book:
        book.log.info(
            "wrong", said="p@ss-word 春天 web-hook-secret", more={"k": ["metrics-key-1"]}, raw=b"web-hook-secret"
        )
        [line] = book.lines
        for secret in ("p@ss-word", "p%40ss-word", "春天", "web-hook-secret", "metrics-key-1"):
            assert secret not in json.dumps(line, ensure_ascii=False)


class Form(BaseModel):
    choice: int


def validation_error() -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        Form.model_validate({"choice": SEALED})
    return caught.value


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"invalid literal: {SEALED!r}"),
        KeyError(SEALED),
        LookupError(SEALED),
        UnicodeError(SEALED),
        validation_error(),
    ],
)
def test_of_what_may_repeat_a_resident_only_the_kind_and_the_place_are_written(error: Exception) -> None:
    with written() as book:
        book.log.error("a message failed", exc_info=raised(error))
        [line] = book.lines
        assert type(error).__name__ in line["exception"]
        assert "test_logs.py" in line["exception"]
        assert SEALED not in json.dumps(line, ensure_ascii=False)


def test_so_it_is_with_what_the_exception_came_from_and_with_groups() -> None:
    error = RuntimeError("broken")
    error.__cause__ = raised(ValueError(SEALED))
    said = logs.told(raised(ExceptionGroup("several", [error, KeyError(SEALED)])))
    assert "RuntimeError: broken" in said
    assert said.count("ValueError") == 1
    assert SEALED not in said


def test_a_database_says_what_is_wrong_but_not_with_which_values() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE ballots (choice TEXT UNIQUE)"))
        cast = text("INSERT INTO ballots VALUES (:choice)")
        connection.execute(cast, {"choice": SEALED})
        with pytest.raises(DBAPIError) as caught:
            connection.execute(cast, {"choice": SEALED})
    engine.dispose()
    said = logs.told(caught.value)
    assert "UNIQUE constraint failed: ballots.choice" in said
    assert SEALED not in said
    assert SEALED not in logs.mask(str(caught.value))


async def test_errors_of_http_clients_and_of_the_library_come_without_the_token() -> None:
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(500))) as client:
        answer = await client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")
    with pytest.raises(httpx.HTTPStatusError) as caught:
        answer.raise_for_status()
    assert TOKEN in str(caught.value)
    for error in (caught.value, InvalidToken(f"The token `{TOKEN}` was rejected by the server.")):
        said = logs.told(raised(error))
        assert type(error).__name__ in said
        assert TOKEN not in said


async def test_what_nobody_catches_in_a_task_is_written_without_its_words() -> None:
    heard = asyncio.Event()
    with written() as book:
        loop = asyncio.get_running_loop()
        logs.listen_to(loop)
        loop.call_soon(tuple[int]().__getitem__, 1)
        loop.call_soon({"known": 1}.__getitem__, SEALED)
        loop.call_soon(heard.set)
        await heard.wait()
        loop.set_exception_handler(None)
        assert ["IndexError" in line["exception"] for line in book.lines] == [True, False]
        assert "KeyError" in book.lines[1]["exception"]
        assert SEALED not in book.text


def test_nothing_is_written_of_the_values_of_variables() -> None:
    """Some renderers show the locals of every frame."""
    said_by_a_resident = SEALED
    with written("error", terminal=True) as book:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            book.log.error("a message failed", exc_info=raised(KeyError(said_by_a_resident)))
        assert SEALED not in book.text
