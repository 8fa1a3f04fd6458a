"""A file that came with a call."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """One part of a multipart body that has a file name."""

    name: str
    content: bytes
    mime_type: str

    def __repr__(self) -> str:
        return f"<file {self.name}, {len(self.content)} bytes>"
