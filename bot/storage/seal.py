"""The seal over who wrote 背靠背: closed with a key that is not in the database, so that a dump of it tells nobody.

Closing is deterministic (a synthetic initialisation vector made by keyed BLAKE2b, which also proves that nothing was
changed, and a key stream from the same function): one and the same text gives one token, so that the issues of one
author can be found by it; that two tokens are of one unknown author may be seen. Where the key is kept is left to
`keyring`, what is sealed to `issues` and `owing`.
"""

import base64
import binascii
import hashlib
import hmac

KEY_BYTES = 32
_TAG_BYTES = 16
_BLOCK = 64


class Seal:
    """Closes texts and opens them again; `key` are 32 bytes nobody can guess."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"a seal key has {KEY_BYTES} bytes")
        self._key = key
        self.id = self._keyed(b"", b"youshi-key", 4).hex()
        """Which key this is, as it stands in front of every token; it says nothing of the key."""

    @classmethod
    def stated(cls, text: str) -> "Seal":
        """The seal of a key the operator states as any text."""
        return cls(hashlib.blake2b(text.encode(), digest_size=KEY_BYTES, person=b"youshi-stated").digest())

    def close(self, text: str) -> str:
        """The token of a text, in letters a database and a link can hold."""
        plain = text.encode()
        tag = self._keyed(plain, b"youshi-tag", _TAG_BYTES)
        return f"{self.id}.{base64.urlsafe_b64encode(tag + self._masked(plain, tag)).decode()}"

    def open(self, token: str) -> str | None:
        """The text of a token; None where it was closed with another key, or changed since."""
        id_, _, sealed = token.partition(".")
        try:
            body = base64.b64decode(sealed, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        if id_ != self.id or len(body) < _TAG_BYTES:
            return None
        tag = body[:_TAG_BYTES]
        plain = self._masked(body[_TAG_BYTES:], tag)
        return plain.decode() if hmac.compare_digest(tag, self._keyed(plain, b"youshi-tag", _TAG_BYTES)) else None

    def mark(self, text: str) -> str:
        """A name for a text by which it is known again and not read."""
        return self._keyed(text.encode(), b"youshi-mark", 16).hex()

    def _masked(self, text: bytes, tag: bytes) -> bytes:
        stream = b"".join(
            self._keyed(tag + number.to_bytes(4), b"youshi-stream", _BLOCK) for number in range(-(-len(text) // _BLOCK))
        )
        return bytes(a ^ b for a, b in zip(text, stream, strict=False))

    def _keyed(self, text: bytes, person: bytes, size: int) -> bytes:
        return hashlib.blake2b(text, digest_size=size, key=self._key, person=person).digest()
