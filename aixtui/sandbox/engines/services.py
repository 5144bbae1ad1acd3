"""What engines and actions may use of the platform."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.files import FileStore, StoredFile

_BUCKET = "s3://aixplain-uploads/"


@dataclass(frozen=True, slots=True)
class Services:
    """The platform as one team's run sees it.

    `folder` is where tools keep files, `origin` how this server is reached, `runs_code` whether Python code
    that was given to tools may run, `allows_unconfined_code` whether also as the user who serves this.
    """

    database: Database
    files: FileStore
    folder: Path
    runs_code: bool
    origin: str
    allows_unconfined_code: bool
    team_id: int = 0

    def uploaded(self, reference: str) -> StoredFile | None:
        """The team's uploaded file behind a download URL, an `s3://` address or a key; None without one."""
        if reference.startswith(_BUCKET):
            key = reference.removeprefix(_BUCKET)
        else:
            try:
                path = urlsplit(reference).path
            except ValueError:  # such as half the brackets of an address
                return None
            key = unquote(path).removeprefix("/files/dl/")
        file = self.files.find(key)
        return file if file and file.size is not None and file.team_id == self.team_id else None

    def publish(self, name: str, content_type: str, content: bytes) -> str:
        """Store a file that a run made and return its download URL."""
        file = self.files.announce(name, content_type, self.team_id, temporary=True)
        path = self.files.path(file)
        path.touch(mode=0o600)
        path.write_bytes(content)
        self.files.complete(file, len(content), content_type)
        return f"{self.origin}/files/dl/{quote(file.key)}?sig={file.signature}"
