"""What every act has in common, and the files that come with some."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Act:
    """Base of all acts."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as the platform names it: kept by reference, fetched later."""

    kind: Literal["photo", "voice", "document"]
    file_id: str
