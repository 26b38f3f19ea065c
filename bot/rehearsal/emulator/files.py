"""Files going up, as a part of the request or by a known file id; pictures measured by their own header."""

from bot.rehearsal.emulator.calls import Call, Upload
from bot.rehearsal.emulator.model import FileKind, StoredFile
from bot.rehearsal.emulator.refusals import bad_request, request_too_large
from bot.rehearsal.emulator.world import World

PHOTO_LIMIT_BYTES = 10 * 1024 * 1024
UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024
DOWNLOAD_LIMIT_BYTES = 20 * 1024 * 1024
SIDES_LIMIT = 10_000
RATIO_LIMIT = 20

_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def take_file(world: World, call: Call, kind: FileKind, value: str | None = None) -> StoredFile:
    """The file a call sends in the parameter named like its kind, or as `value` says. Raises ApiRefusal."""
    named = value if value is not None else call.text(kind)
    upload = call.files.get(named.removeprefix("attach://")) if named.startswith("attach://") else None
    if upload is None and value is None:
        upload = call.files.get(kind)
    if upload is not None:
        return store_upload(world, kind, upload)
    if not named or named.startswith("attach://"):
        raise bad_request(f"there is no {kind} in the request")
    if named.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.get(named)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


def store_upload(world: World, kind: FileKind, upload: Upload) -> StoredFile:
    """Keep an uploaded file. Raises ApiRefusal where it is empty, too big, or no picture for a photo."""
    size = len(upload.content)
    if size == 0:
        raise bad_request("file must be non-empty")
    if size > UPLOAD_LIMIT_BYTES:
        raise request_too_large()
    if kind != "photo":
        return world.store(kind, upload.content, name=upload.name, mime_type=upload.mime_type)
    if size > PHOTO_LIMIT_BYTES:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT_BYTES} bytes"
        )
    sides = picture_size(upload.content)
    if sides is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = sides
    if width + height > SIDES_LIMIT or max(sides) > RATIO_LIMIT * min(sides):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return world.store(kind, upload.content, width=width, height=height)


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG, read from its header; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return _positive(int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"))
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _START_OF_FRAME:
            height, width = content[at + 5 : at + 7], content[at + 7 : at + 9]
            return _positive(int.from_bytes(width, "big"), int.from_bytes(height, "big"))
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None


def _positive(width: int, height: int) -> tuple[int, int] | None:
    return (width, height) if width > 0 and height > 0 else None
