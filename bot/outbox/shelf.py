"""Where fetched files are kept: a folder in which every file is named by what it holds.

Which file of the platform that was is noted by `storage.files`; when one is fetched is left to `delivery`.
"""

import asyncio
import hashlib
import os
import secrets
from pathlib import Path


class Shelf:
    """Files by their SHA-256 below `folder`, which is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, content: bytes) -> str:
        """Keep these bytes durably; returns their SHA-256 in hex. What is there already is left alone."""
        return await asyncio.to_thread(self._put, content)

    async def discard(self, sha256: str) -> None:
        """Take a file away; one that is not there is as good."""
        await asyncio.to_thread(self.path(sha256).unlink, missing_ok=True)

    def path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def _put(self, content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()
        path = self.path(name)
        if path.exists():
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        # under another name first, nobody else's: a file that is there is whole, whatever a power cut leaves behind
        half = path.with_suffix(f".{secrets.token_hex(4)}.part")
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
        return name
