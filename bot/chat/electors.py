"""An elector in the few letters a button carries: `o7` for `owner:7`, `h7` for `household:7`, numbers in base 36."""

import re

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_KINDS = {"o": "owner", "h": "household"}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}


def coded(elector: str) -> str:
    """The letters of an elector; `ValueError` for one no button carries."""
    kind, _, number = elector.partition(":")
    if kind not in _LETTERS or not (number.isascii() and number.isdigit()):
        raise ValueError(f"no button carries the elector {elector!r}")
    left, text = int(number), ""
    while left:
        left, rest = divmod(left, 36)
        text = _DIGITS[rest] + text
    return _LETTERS[kind] + (text or "0")


def decoded(letters: str) -> str:
    """The elector that letters stand for; `ValueError` where they stand for none."""
    if not re.fullmatch(r"[oh][0-9a-z]{1,12}", letters):
        raise ValueError(letters)
    return f"{_KINDS[letters[0]]}:{int(letters[1:], 36)}"
