"""Words people type that mean something to the bot: other names of commands, positions, units, decisions.

They live in the locales (`input-…`, separated by commas) and those of every locale are understood at once, so a
reader of traditional characters and one of simplified ones may share a group.
"""

from functools import cache

from bot.i18n import Words, available


@cache
def spoken(key: str) -> tuple[str, ...]:
    """Every way, in any locale, to say what `input-<key>` lists; longest first, in lower case."""
    found = {
        word.strip().lower()
        for locale in available()
        for word in Words(locale)(f"input-{key}").split(",")
        if word.strip()
    }
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def begins(text: str, *keys: str) -> tuple[str, str]:
    """Which of the keys a text begins with, and the rest of it; («», text) where it begins with none."""
    folded = text.lower()
    candidates = sorted(((word, key) for key in keys for word in spoken(key)), key=lambda pair: -len(pair[0]))
    for word, key in candidates:
        rest = text[len(word) :]
        ends = not rest or not (word[-1].isascii() and rest[0].isascii() and rest[0].isalnum())
        if folded.startswith(word) and ends:
            return key, rest.lstrip(" :,.\n\uff1a\uff0c\u3002\u3001")
    return "", text


def means(text: str, key: str) -> bool:
    return text.strip().lower() in spoken(key)
