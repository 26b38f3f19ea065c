"""Words: every sentence a person reads, from `locales/`, one Project Fluent file per locale.

Adding a locale is adding a file. Which language a person or a group is spoken to in is decided by whoever
builds the `Words`; escaping for a platform is left to `chat.cards`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message, Resource

FOLDER = Path(__file__).parent.parent / "locales"
MASTER = "zh-CN"
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")
_LONGEST = 500
"""Characters of a parameter that are handed to Fluent, which refuses more than a thousand."""
_log = structlog.get_logger(__name__)


class MissingWords(LookupError):
    """A key, or a parameter a message needs, that is not there: a bug, raised where `strict` asks for it."""


@cache
def available() -> tuple[str, ...]:
    """The locales there is a file for, the master first."""
    found = sorted(path.stem for path in FOLDER.glob("*.ftl"))
    return tuple(sorted(found, key=lambda locale: locale != MASTER))


@cache
def keys(locale: str) -> frozenset[str]:
    """Every key of a locale's own file."""
    return frozenset(entry.id.name for entry in _resource(locale).body if isinstance(entry, Message))


@cache
def _resource(locale: str) -> Resource:
    """The file of a locale, read once: that takes a quarter of a second."""
    return FluentResource((FOLDER / f"{locale}.ftl").read_text(encoding="utf-8"))


def match(language_code: str) -> str:
    """The locale to speak to somebody whose client says `language_code` (`zh-hant`, `en-GB`); empty if unknown."""
    code = language_code.replace("_", "-").lower()
    for locale in available():
        if locale.lower() == code:
            return locale
    if code.startswith(_TRADITIONAL) and "zh-TW" in available():
        return "zh-TW"
    if code.split("-")[0] == "zh":
        return MASTER
    return next((locale for locale in available() if locale.lower().split("-")[0] == code.split("-")[0]), "")


class Words:
    """The words of one locale: `words("key", n=3)`; what a locale lacks comes from the master.

    A message that is missing everywhere is logged and shown as its key, unless `strict` (a class
    attribute, so that tests turn it on once) makes it an error. Parameters are ints or strings; ints are grouped
    as the locale does («1,800»), so years and numbers that name something are handed over as strings.
    """

    strict = False

    def __init__(self, locale: str) -> None:
        self.locale = match(locale) or MASTER
        self._bundles = [_bundle(name) for name in dict.fromkeys((self.locale, MASTER))]

    def __call__(self, key: str, /, **params: Any) -> str:
        for bundle in self._bundles:
            if bundle.has_message(key) and (value := bundle.get_message(key).value) is not None:
                held = _long_ones(params)
                text, errors = bundle.format_pattern(value, {**params, **{name: held[name][0] for name in held}})
                if errors:
                    self._complain(key, str(errors[0]))
                found = str(text)
                for mark, words in held.values():
                    found = found.replace(mark, words)
                return found
        self._complain(key, "no such message")
        return key

    def pick(self, text: str | Mapping[str, str]) -> str:
        """What a flow says per locale (`{zh-CN: 民提, en: Raise}`), in this one or the nearest there is."""
        if isinstance(text, str):
            return text
        return text.get(self.locale) or text.get(MASTER) or next(iter(text.values()), "")

    def moment(self, when: datetime, zone: ZoneInfo) -> str:
        """«12月18日(周五)20:00» on the clocks of `zone`."""
        local = when.astimezone(zone)
        return self("moment", day=self._day(local), time=f"{local:%H:%M}")

    def until(self, when: datetime, zone: ZoneInfo) -> str:
        """Like `moment`, but a midnight is the end of the day before: «1月4日(周一)24:00»."""
        local = when.astimezone(zone)
        if local.hour or local.minute or local.second:
            return self.moment(when, zone)
        return self("moment", day=self._day(local - timedelta(days=1)), time="24:00")

    def day(self, when: datetime, zone: ZoneInfo) -> str:
        """«12月18日(周五)»."""
        return self._day(when.astimezone(zone))

    def money(self, cents: int) -> str:
        """«1,800 元» from 0.01 of the currency; cents only where there are some."""
        whole, rest = divmod(cents, 100)
        return self("money", amount=f"{whole:,}" + (f".{rest:02}" if rest else ""))

    def area(self, area: int) -> str:
        """«630.00 m²» from 0.01 m²."""
        return self("area", amount=f"{area // 100:,}.{area % 100:02}")

    def enumeration(self, items: Iterable[str]) -> str:
        """«牵绳、便袋箱»."""
        return self("list-comma").join(items)

    def _day(self, local: datetime) -> str:
        return self("day", month=local.month, day=local.day, weekday=local.weekday())

    def _complain(self, key: str, problem: str) -> None:
        if self.strict:
            raise MissingWords(f"{self.locale}: {key}: {problem}")
        _log.error("words missing", locale=self.locale, key=key, problem=problem)


def _long_ones(params: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Parameters longer than Fluent takes, each with a mark that stands for it while the message is put together."""
    long = [name for name, value in params.items() if isinstance(value, str) and len(value) > _LONGEST]
    return {name: (f"\ue000{number}\ue001", params[name]) for number, name in enumerate(long)}


@cache
def _bundle(locale: str) -> FluentBundle:
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(_resource(locale))
    return bundle
