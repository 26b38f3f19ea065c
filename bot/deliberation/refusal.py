"""Why something may not be done: a key and its parameters, never a sentence.

The sentence belongs to `locales/` (message `refusal-<key>`); who shows it, and how, to the edges.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refusal: `key` names a message in the locales, `params` fill it."""

    key: str
    params: Mapping[str, str | int] = field(default_factory=dict)


class Refused(Exception):
    """Raised by a rule; caught once per edge, where it becomes a sentence in the person's language."""

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key)
        self.refusal = Refusal(key, params)
