"""The file that the user's own editor has: private, and found again whatever ends the app meanwhile."""

import hashlib
import re
import secrets
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from aixtui.system.paths import make_private_dir, state_dir
from aixtui.system.private_file import replace_file

_ID = re.compile("[0-9a-f]{16}")


class EditorFile:
    """One file in a folder of its own, beside which an editor may leave others."""

    def __init__(self, file_id: str, name: str) -> None:
        """`file_id` is its folder's.

        Raises:
            ValueError: one of both could lead elsewhere.
        """
        if not _ID.fullmatch(file_id) or name in ("", "..") or Path(name).name != name:
            raise ValueError(f"no file of an editor is called {file_id}/{name}")
        self.id, self.name = file_id, name

    @classmethod
    def new(cls, name: str) -> "EditorFile":
        """One that is not there before it is written."""
        return cls(secrets.token_hex(8), name)

    @property
    def path(self) -> Path:
        """Where it is, or will be."""
        return state_dir() / "editor" / self.id / self.name

    @property
    def changed_at(self) -> datetime:
        """When it was written last.

        Raises:
            OSError: it is not there.
        """
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)

    def write(self, text: str) -> None:
        """Hold a text.

        Raises:
            OSError: it cannot be written.
        """
        make_private_dir(make_private_dir(make_private_dir(state_dir()) / "editor") / self.id)
        replace_file(self.path, _encode(text))

    def read(self) -> str:
        """The text that it holds, with each line break as it is.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no text.
        """
        return self.path.read_bytes().decode("utf-8", "surrogatepass")

    def is_as(self, digest: str) -> bool:
        """Whether it holds just the text of this digest and nothing is left beside it, or it is not there."""
        with suppress(OSError):
            if [one.name for one in self.path.parent.iterdir()] != [self.name]:
                return False
            return hashlib.sha256(self.path.read_bytes()).hexdigest() == digest
        return True

    def remove(self) -> None:
        """Leave nothing of it behind."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def digest_of(text: str) -> str:
    """What tells a text from any other one, and says nothing of it."""
    return hashlib.sha256(_encode(text)).hexdigest()


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # half of a character may stand in what a server has
