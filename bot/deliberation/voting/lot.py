"""The lot 抽签: an order nobody chose, which anybody can draw again.

The seed is given by the clerk: the head of the session's journal when the round was closed, which nobody knew
before the last ballot was in. It is kept with the reasons, so that `verify` draws the same. Options that are
compared for anything but a lost tie never come here.

Source: order by a hash of a public seed, as in RFC 3797 («Publicly Verifiable Nominations Committee Selection»),
with SHA-256.
"""

from collections.abc import Iterable
from hashlib import sha256


def draw(seed: str, occasion: str, ids: Iterable[str]) -> list[str]:
    """The ids in the order of the lot; another `occasion` (such as `round 3`) draws anew."""
    return sorted(ids, key=lambda one: (sha256(f"{seed}\n{occasion}\n{one}".encode()).digest(), one))
