"""What files of an office program have in common: text they can hold, and the same bytes for the same content.

A DOCX or XLSX is a zip of XML, in which libraries write the moment they ran. Here every entry has one date, and the
properties of the document name nobody and no time.
"""

import io
import re
import zipfile

_DATE = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"
_NOBODY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Control characters, which XML cannot hold, and those that turn the direction of what is read."""


def printable(text: str) -> str:
    """The text without characters nobody sees, some of which would make it read other than it is."""
    return _UNPRINTABLE.sub("", text)


def settled(made: bytes) -> bytes:
    """The same file without the moment it was made."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _NOBODY if name == _PROPERTIES else old.read(name))
    return kept.getvalue()
