"""Totals that prove themselves: commitments to ballots which, multiplied, open to the published sums and to no choice.

For every option of every counted ballot there is one number C = H^heads * A^area * M^mask mod p, with heads 1 (and the
elector's area) for what was chosen and 0 for the rest. The mask hides the choice; it is derived by HMAC from the salt
the ballot's row of the minutes has anyway, so nothing new is kept. The product of the commitments of all ballots is a
commitment to the sums, and the record publishes its opening (heads, area and the sum of the masks): anybody can
multiply and compare, and learns nothing but the sums.

What it proves to somebody who has only the public record: the published totals are those of the committed ballots,
each listed once, and whoever gave out two records with different ballots in them is found out by comparing them.
What it does not: that a commitment holds a lawful ballot (one option, weight as on the roll) of a real elector. That
is shown by the sealed record, with which every commitment is made again from its row (`documents.verify`).
The choices are hidden as long as discrete logarithms are hard and the salts are kept; binding needs the first alone.

Sources: T. P. Pedersen, Non-interactive and information-theoretic secure verifiable secret sharing, CRYPTO 1991
(the commitment); RFC 3526 section 3 (the 2048-bit group: a safe prime made from the digits of pi, so that nobody
chose it, used in the subgroup of squares, whose order (p-1)/2 is prime); RFC 2104 (HMAC). Masks have 256 bits: RFC
7919 section 5.2 asks for at least 225 in a group of this size. The bases are hashes, squared, so that nobody knows
the logarithm of one to another.

Which ballots count is left to `recount`, what is written into a record to `documents`.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

P = int(
    "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd"
    "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed"
    "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f"
    "83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b"
    "e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510"
    "15728e5a8aacaa68ffffffffffffffff",
    16,
)
"""The modulus: 2^2048 - 2^1984 - 1 + 2^64 * (floor(2^1918 * pi) + 124476)."""

_DIGIT = 8
"""Bits of an exponent taken together by the tables."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a commitment was made from: heads, area (0.01 m²) and mask, none of them negative."""

    heads: int = 0
    area: int = 0
    mask: int = 0

    def __add__(self, other: "Opening") -> "Opening":
        return Opening(self.heads + other.heads, self.area + other.area, self.mask + other.mask)


def key_of(salt: str) -> str:
    """The key of a ballot's masks, from which nobody comes back to the salt."""
    return hmac.new(salt.encode(), b"youshi ballot key", hashlib.sha256).hexdigest()


def mask_of(key: str, motion: int, round_: int, option: str) -> int:
    """The mask of one option of one ballot: 256 bits that only the key gives."""
    return int.from_bytes(hmac.new(key.encode(), f"{motion}\n{round_}\n{option}".encode(), hashlib.sha256).digest())


def receipt_mark(decision: str, code: str) -> str:
    """How a ballot is found by its receipt, given the number of the decision and the six characters of the code."""
    return hashlib.sha256(f"youshi receipt\n{decision}\n{code.strip().upper()}".encode()).hexdigest()


def commit(opening: Opening) -> int:
    """The commitment to this opening."""
    product = 1
    for name, exponent in (("heads", opening.heads), ("area", opening.area), ("mask", opening.mask)):
        for position in range(-(-exponent.bit_length() // _DIGIT)):
            digit = exponent >> _DIGIT * position & ((1 << _DIGIT) - 1)
            product = product * _powers(name, position)[digit] % P
    return product


def together(commitments: Iterable[int]) -> int:
    """The commitment to the sum of what these are commitments to."""
    product = 1
    for one in commitments:
        product = product * one % P
    return product


def base(name: str) -> int:
    """The base of this name: a hash made as long as the modulus and half as much again, squared."""
    drawn = b"".join(hashlib.sha512(f"youshi ballot base\n{name}\n{part}".encode()).digest() for part in range(6))
    return pow(int.from_bytes(drawn), 2, P)


@cache
def _powers(name: str, position: int) -> tuple[int, ...]:
    """For one digit of an exponent every power of the base it may stand for, so that a commitment only multiplies."""
    step, powers = pow(base(name), 1 << _DIGIT * position, P), [1]
    for _ in range((1 << _DIGIT) - 1):
        powers.append(powers[-1] * step % P)
    return tuple(powers)
