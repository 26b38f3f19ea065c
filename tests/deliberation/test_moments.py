"""Which moments go with which: a key, and what continues it after a colon."""

from datetime import UTC, datetime

import pytest

from bot.deliberation.desk import Due

NOW = datetime(2026, 12, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "prefix", "under"),
    [
        ("certify:10", "certify:10", True),
        ("certify:10:2", "certify:10", True),
        ("certify:100", "certify:10", False),
        ("round:1:close", "round:1:", True),
        ("round:12:close", "round:1", False),
    ],
)
def test_a_moment_is_under_its_own_key_and_what_that_continues_and_not_under_a_number_like_it(
    key: str, prefix: str, under: bool
) -> None:
    assert Due(key, NOW, "close").is_under(prefix) is under
