"""A ballot in the few letters a button carries.

    agree     agree           one option
    -31       ["c3","c1"]     a list: the numbers of the choices in base 36, in their order
    .502      {"c1":5,"c3":2} points, from the first choice on

Choices go by numbers, c1 to c20, so that twenty of them fit (`deliberation.choices`). On a paper that is being marked
a button says what is marked above it and what it changes:

    -31+2     2 is marked as well, or no longer
    .502+345  3 gets 4 points, and it is the turn of 5 (0: of none)
    .502-3    it is the turn of 3

What a ballot may hold is left to `voting`.
"""

import json
import re

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LIST = re.compile(r"-[1-9a-z]*")
_POINTS = re.compile(r"\.[0-9a-z]*")
_PAGE = re.compile(r"(-[1-9a-z]*)((?:\+[1-9a-z])?)|(\.[0-9a-z]*)((?:\+[1-9a-z][0-9a-z]{2}|-[0-9a-z])?)")


def shortened(ballot: str) -> str:
    """The letters for a ballot as it is stored; `ValueError` where its choices do not go by numbers."""
    if ballot.startswith("["):
        return "-" + "".join(digit(number_of(choice)) for choice in json.loads(ballot))
    if ballot.startswith("{"):
        return pointed({number_of(choice): points for choice, points in json.loads(ballot).items()})
    return ballot


def pointed(points: dict[int, int]) -> str:
    """The letters for points by the number of the choice."""
    return "." + "".join(digit(points.get(number, 0)) for number in range(1, max(points, default=0) + 1)).rstrip("0")


def listed(numbers: list[int]) -> str:
    """The letters for choices by their numbers."""
    return "-" + "".join(map(digit, numbers))


def lengthened(letters: str) -> str:
    """The ballot that letters stand for, as an act carries it; `ValueError` where they stand for none."""
    if letters.startswith("-"):
        return json.dumps([f"c{number}" for number in numbers_in(letters)], separators=(",", ":"))
    if letters.startswith("."):
        given = {f"c{number}": points for number, points in points_in(letters).items() if points}
        return json.dumps(given, separators=(",", ":"))
    return letters


def turned(page: str, newest: str = "") -> str:
    """The page a button leads to, without its change; `newest` is what has been marked since, where that is known.

    `ValueError` for what no button says.
    """
    marked, change = said_on(page)
    if not change:
        return page
    marked = newest or marked
    if change.startswith("-"):
        return marked + change
    number = int(change[1], 36)
    if marked.startswith("-"):
        named = numbers_in(marked)
        return listed([one for one in named if one != number] if number in named else [*named, number])
    return pointed({**points_in(marked), number: int(change[2], 36)}) + f"-{change[3]}"


def said_on(page: str) -> tuple[str, str]:
    """What is marked on the page of a button, and what the button changes."""
    found = _PAGE.fullmatch(page)
    if found is None:
        raise ValueError(page)
    marked, change = found.group(1, 2) if found[1] is not None else found.group(3, 4)
    return marked, change


def numbers_in(letters: str) -> list[int]:
    """The numbers of a list."""
    if not _LIST.fullmatch(letters):
        raise ValueError(letters)
    return [int(letter, 36) for letter in letters[1:]]


def points_in(letters: str) -> dict[int, int]:
    """Points by the number of the choice."""
    if not _POINTS.fullmatch(letters):
        raise ValueError(letters)
    return {number: int(letter, 36) for number, letter in enumerate(letters[1:], 1)}


def number_of(choice: str) -> int:
    """3 for `c3`; `ValueError` for what is no such choice."""
    if not re.fullmatch(r"c[1-9][0-9]?", choice):
        raise ValueError(choice)
    return int(choice[1:])


def digit(number: int) -> str:
    """A number up to 35 as one letter."""
    if not 0 <= number < len(_DIGITS):
        raise ValueError(str(number))
    return _DIGITS[number]
