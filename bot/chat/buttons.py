"""Acts as the few bytes a button carries, and back.

`verb_field_field`: ids in base 36, words of at most 24 letters, free text last. Without free text the code is also a
valid deep-link payload, so one and the same code serves buttons and links. Whether the act may be done
is left to the rules; what cannot be read here is a button of another time: `Refused("button-stale")`.
"""

import re
from collections.abc import Callable
from dataclasses import astuple
from typing import Any, NamedTuple

from bot.chat import electors, marks
from bot.chat.purposes import PURPOSES
from bot.deliberation import acts
from bot.deliberation.acts import Act
from bot.deliberation.refusal import Refused

LIMIT = 64
"""Bytes of data a button carries, and letters of a deep-link payload."""

REASON = "reason:"
"""A reason picked from buttons is kept as `reason:<name>` and worded by the locales when shown."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"[a-z0-9.-]{0,24}")


def number(value: int) -> str:
    """A non-negative integer in base 36."""
    if value < 0:
        raise ValueError(f"ids are not negative: {value}")
    text = ""
    while True:
        value, rest = divmod(value, 36)
        text = _DIGITS[rest] + text
        if not value:
            return text


def _id_in(text: str) -> int:
    if not re.fullmatch(r"[0-9a-z]{1,13}", text):
        raise ValueError(text)
    value = int(text, 36)
    if value >= 2**63:
        raise ValueError(text)
    return value


def _optional_in(text: str) -> int | None:
    return _id_in(text) if text else None


def _optional_out(value: int | None) -> str:
    return "" if value is None else number(value)


def _word(value: str) -> str:
    if not _WORD.fullmatch(value):
        raise ValueError(f"not a word: {value!r}")
    return value


def _flag_in(text: str) -> bool:
    return {"y": True, "n": False}[text]


def _reason_out(reason: str) -> str:
    if reason and not reason.startswith(REASON):
        raise ValueError(f"a button carries the name of a reason, not its words: {reason!r}")
    return _word(reason.removeprefix(REASON))


def _reason_in(text: str) -> str:
    return REASON + _word(text) if text else ""


class _Field(NamedTuple):
    out: Callable[[Any], str]
    back: Callable[[str], Any]


_ID = _Field(number, _id_in)
_MAYBE = _Field(_optional_out, _optional_in)
_NAME = _Field(_word, _word)
_BALLOT = _Field(lambda value: _word(marks.shortened(value)), lambda text: marks.lengthened(_word(text)))
_ELECTOR = _Field(electors.coded, electors.decoded)
_YES = _Field(lambda value: "y" if value else "n", _flag_in)
_REASON = _Field(_reason_out, _reason_in)
_REST = _Field(str, str)
"""Free text; only as the last field."""


def _one_of(*choices: str) -> _Field:
    """One of a few words, as its first letter."""
    letters = {choice[0]: choice for choice in choices}
    return _Field(lambda value: str(value)[0], letters.__getitem__)


_KIND = _one_of("ballot", "care", "rating", "presence")
_CAUSE = _Field(
    {"residents": "r", "cadres": "c", "above": "a"}.__getitem__,
    {"r": "residents", "c": "cadres", "a": "above"}.__getitem__,
)
_RELATION = _one_of("owner", "tenant", "family")
_SCREENING = _Field(
    {"accept": "a", "merge": "m", "return": "b", "reject": "r", "transfer": "t", "instant": "i"}.__getitem__,
    {"a": "accept", "m": "merge", "b": "return", "r": "reject", "t": "transfer", "i": "instant"}.__getitem__,
)
_OPINION = _Field(
    {"approve": "a", "return": "b", "reject": "r", "abstain": "n"}.__getitem__,
    {"a": "approve", "b": "return", "r": "reject", "n": "abstain"}.__getitem__,
)

_FORMS: dict[str, tuple[type[Act], tuple[_Field, ...]]] = {
    "v": (acts.Stand, (_KIND, _ID, _ID, _BALLOT)),
    "go": (acts.ConfirmOpening, (_ID,)),
    "no": (acts.DropOpening, (_ID,)),
    "x": (acts.CancelSession, (_ID, _REASON)),
    "xx": (acts.ConfirmCancel, (_ID,)),
    "n": (acts.Advance, (_ID, _ID)),
    "e": (acts.Extend, (_ID, _ID, _NAME)),
    "p": (acts.Pause, (_ID, _ID)),
    "c": (acts.CheckIssue, (_ID, _ID, _YES, _REASON)),
    "s": (acts.ScreenIssue, (_ID, _ID, _ID, _SCREENING, _REASON, _MAYBE, _NAME)),
    "sa": (acts.AcceptRest, (_ID, _ID)),
    "b": (acts.SettleBack, (_ID, _ID, _one_of("soften", "mediate", "drop"), _REST)),
    "oc": (acts.OverrideConcern, (_ID, _ID, _REASON)),
    "m": (acts.ClearMotion, (_ID, _ID, _YES, _REASON)),
    "ci": (acts.CheckIn, (_ID, _ID)),
    "j": (acts.Judge, (_ID, _ID, _ID, _OPINION)),
    "cz": (acts.SetCause, (_ID, _ID, _CAUSE)),
    "np": (acts.NameParty, (_ID, _ID, _ID, _YES)),
    "pa": (acts.AnswerProxy, (_ID, _ID, _YES)),
    "pc": (acts.ConfirmProxy, (_ID, _ID, _YES)),
    "pr": (acts.RevokeProxy, (_ID, _ID)),
    "pv": (acts.CastByProxy, (_ID, _ID, _ID, _BALLOT)),
    "dv": (acts.Deliver, (_ID, _ID, _ELECTOR, _YES)),
    "ab": (acts.AssistBallot, (_ID, _ID, _ELECTOR, _BALLOT)),
    "ce": (acts.Certify, (_ID, _ID)),
    "rc": (acts.Recount, (_ID, _ID)),
    "ru": (acts.Recuse, (_ID, _ID)),
    "ta": (acts.AcceptTask, (_ID, _ID, _YES, _REASON)),
    "h": (acts.SettleClaim, (_ID, _YES, _YES)),
    "ho": (acts.SeatOwner, (_ID, _YES)),
    "hs": (acts.SettleOwner, (_ID, _YES)),
    "ht": (acts.StillThere, (_ID, _YES)),
    "hv": (acts.AskVoter, (_ID,)),
    "d": (acts.ClaimDoor, (_ID, _Field(_RELATION.out, _RELATION.back), _REST)),
    "k": (acts.UseCode, (_REST,)),
    "kk": (acts.IssueCodes, (_ID, _REST)),
    "rt": (acts.TakeRoll, (_ID, _YES)),
    "o": (acts.OpenSession, (_ID, _REST)),
    "mo": (acts.SettleMoney, (_ID, _YES, _REASON)),
    "mm": (acts.SettleMonies, (_ID, _ID)),
    "sb": (acts.Belong, (_ID, _ID)),
    "og": (acts.TakeTo, (_ID, _ID, _YES)),
    "su": (acts.Adjust, (_ID, _one_of("locale", "timezone"), _REST)),
    "l": (acts.SetLocale, (_REST,)),
    "z": (acts.EndSchedule, (_ID,)),
    "w": (acts.Await, (_NAME, _ID, _ID, _REST)),
    "q": (acts.Ask, (_NAME, _ID, _ID, _REST)),
    "u": (acts.Mute, (_ID,)),
    "nm": (acts.NotMine, (_ID,)),
    "i": (acts.AskCover, (_ID,)),
    "f": (acts.TakeAlong, (_ID,)),
    "ff": (acts.ForgetMe, (_ID,)),
    "y": (acts.UseWords, (_one_of("for", "concern", "ask", "upheld", "dismissed"),)),
}
_VERBS = {kind: verb for verb, (kind, _) in _FORMS.items()}
_ORDER: dict[type[Act], tuple[int, ...]] = {acts.ClaimDoor: (0, 2, 1)}
"""Where the order of an act's fields is not the order of the code."""


def encode(act: Act) -> str:
    """The code of an act, at most 64 bytes; `ValueError` for an act no button can carry."""
    verb = _VERBS.get(type(act))
    if verb is None:
        raise ValueError(f"no button carries {type(act).__name__}")
    forms = _FORMS[verb][1]
    values: tuple[Any, ...] = astuple(act)
    values = tuple(values[i] for i in _ORDER.get(type(act), range(len(values))))
    if any(values[len(forms) :]):
        raise ValueError(f"no button carries all of {act}")
    code = "_".join([verb, *(form.out(value) for form, value in zip(forms, values, strict=False))])
    if len(code.encode()) > LIMIT:
        raise ValueError(f"longer than a button carries: {code!r}")
    return code


def decode(data: str) -> Act:
    """The act a button's code stands for; `Refused("button-stale")` where it stands for none."""
    verb, _, rest = data.partition("_")
    if verb not in _FORMS:
        raise Refused("button-stale")
    kind, forms = _FORMS[verb]
    parts = rest.split("_", len(forms) - 1)
    if len(parts) != len(forms):
        raise Refused("button-stale")
    try:
        values = [form.back(part) for form, part in zip(forms, parts, strict=True)]
    except (ValueError, KeyError):
        raise Refused("button-stale") from None
    order = _ORDER.get(kind, range(len(values)))
    act: Act = kind(*(value for _, value in sorted(zip(order, values, strict=True), key=lambda pair: pair[0])))
    if isinstance(act, acts.Await) and act.purpose not in PURPOSES:
        raise Refused("button-stale")
    return act
