"""What the program writes down about itself: JSON for machines, readable lines on a terminal, no secret in either.

Two things keep private words out. Of an exception only its class and the places it passed are written; its own words
only where its class speaks of the machine, because others repeat what they were given: a ballot, a sealed proposal,
an address with the token in it. And whatever is written, libraries' lines among it, is masked: tokens, passwords,
secrets, households' codes, values of database statements. What is worth a line is left to whoever writes it.
"""

import asyncio
import logging
import re
import sys
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor

HIDDEN = "•••"
LEFT_OUT = "(its words are left out, they may repeat a resident's)"
_LONGEST_CHAIN = 8

_SHAPES = (
    # a token, also within an address: /bot123:ABC…/getMe
    (re.compile(r"(?<![0-9])[0-9]{3,}:[A-Za-z0-9_-]{10,}"), HIDDEN),
    # a password within an address
    (re.compile(r"(://[^\s:/]*):\S*@"), rf"\1:{HIDDEN}@"),
    # what is sent to prove oneself
    (re.compile(r"(?i)(secret[-_ ]?token\W{1,4}|bearer )[\w.~+/=-]+"), rf"\1{HIDDEN}"),
    # a household's codes: eight digits, however grouped, or twenty-four letters
    (re.compile(r"(?<![0-9A-Za-z.:-])[0-9]{4}[ -]?[0-9]{4}(?![0-9A-Za-z:-])"), HIDDEN),
    (re.compile(r"(?<![A-Z0-9])[2-9A-HJKMNP-Z]{24}(?![A-Z0-9])"), HIDDEN),
    # values a database repeats
    (re.compile(r"(?s)\[parameters: .*"), f"[parameters: {HIDDEN}]"),
    (re.compile(r"(?m)^(DETAIL: ).*"), rf"\1 {HIDDEN}"),
    # a task that ended in an exception, as asyncio shows it
    (re.compile(r"(?s)exception=\w+\(.*"), f"exception={HIDDEN}"),
)
_OF_THE_MACHINE = (OSError, ImportError, AttributeError, NameError, TypeError, IndexError, RuntimeError)
_LIBRARIES = frozenset({"aiohttp", "httpx", "telegram", "ssl", "uvicorn", "apscheduler"})
_OF_A_DATABASE = frozenset({"OperationalError", "InterfaceError", "IntegrityError"})
_hidden: list[re.Pattern[str]] = []


def keep_out(secrets: Iterable[str]) -> None:
    """From now on none of these appears in the log or in what `mask` returns; empty ones mean nothing."""
    for secret in secrets:
        # a short one is masked as a word of its own, or half of every line would be gone
        edge = r"(?<![0-9A-Za-z]){}(?![0-9A-Za-z])" if len(secret) < 8 else "{}"
        pattern = re.compile(edge.format(re.escape(secret)))
        if secret and pattern not in _hidden:
            _hidden.append(pattern)


def mask(text: str) -> str:
    """The text without what must not be written down."""
    for pattern in _hidden:
        text = pattern.sub(HIDDEN, text)
    for shape, instead in _SHAPES:
        text = shape.sub(instead, text)
    return text


def set_up(level: str, *, terminal: bool | None = None, stream: TextIO | None = None) -> None:
    """Write from this level on (debug, info, warning, error) to standard error; JSON unless that is a terminal.

    Libraries are heard from `warning` on: below, some of them write addresses.
    """
    out = stream or sys.stderr
    readable = out.isatty() if terminal is None else terminal
    number = logging.getLevelNamesMapping()[level.upper()]
    chain = _chain(readable)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(out),
        processors=chain,
    )
    handler = logging.StreamHandler(out)
    # the last processor renders: before it goes what the standard library has added
    meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=[_named, meta, *chain]))
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)


def listen_to(loop: asyncio.AbstractEventLoop) -> None:
    """Write down what nobody caught in the tasks of this loop, without their words."""
    log = structlog.get_logger("asyncio")

    def uncaught(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        # what follows shows the callback with its arguments
        said = str(context.get("message", "nobody caught this")).partition(" in callback")[0]
        log.error(said, exc_info=context.get("exception"))

    loop.set_exception_handler(uncaught)


def told(error: BaseException) -> str:
    """An exception and what it came from: classes and places, and the words that speak of the machine."""
    return mask("\n".join(_told(error, _LONGEST_CHAIN)))


def _chain(readable: bool) -> list[Processor]:
    last: list[Processor]
    if readable:
        last = [structlog.dev.ConsoleRenderer(colors=True, exception_formatter=structlog.dev.plain_traceback)]
    else:
        last = [structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        _exception_told,
        _masked,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *last,
    ]


def _named(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """A library's line says whose it is."""
    event["logger"] = event["_record"].name
    return event


def _exception_told(_logger: Any, _method: str, event: EventDict) -> EventDict:
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = told(error)
    return event


def _masked(_logger: Any, _method: str, event: EventDict) -> EventDict:
    return {name: value if name == "level" else _value(value) for name, value in event.items()}


def _value(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return mask(value)
        case dict():
            return {mask(str(name)): _value(one) for name, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_value(one) for one in value]
    return mask(repr(value))


def _told(error: BaseException, depth: int) -> list[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = []
    if cause is not None and depth:
        lines += [*_told(cause, depth - 1), "which led to:"]
    lines += [*_places(error.__traceback__), f"{_class(error)}: {_words(error)}"]
    if isinstance(error, BaseExceptionGroup) and depth:
        for one in error.exceptions:
            lines += [f"  {line}" for line in _told(one, depth - 1)]
    return lines


def _places(trace: TracebackType | None) -> list[str]:
    return [line.rstrip("\n") for line in traceback.format_list(traceback.extract_tb(trace))]


def _class(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _words(error: BaseException) -> str:
    if type(error).__name__ in _OF_A_DATABASE:
        # what follows the first line repeats the statement and its values
        return str(getattr(error, "orig", None) or error).partition("\n")[0]
    if isinstance(error, _OF_THE_MACHINE) or type(error).__module__.partition(".")[0] in _LIBRARIES:
        return str(error)
    key = getattr(error, "key", None)
    return key if isinstance(key, str) else LEFT_OUT
