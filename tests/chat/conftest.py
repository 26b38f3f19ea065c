"""In tests a missing word is an error."""

from collections.abc import Iterator

import pytest

from bot.i18n import Words


@pytest.fixture(autouse=True)
def strict_words() -> Iterator[None]:
    """Words that are missing raise instead of showing their key."""
    Words.strict = True
    yield
    Words.strict = False
