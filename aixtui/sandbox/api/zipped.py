"""A zip that is made while it is sent: no file is in memory as a whole."""

from collections.abc import Iterable, Iterator
from io import RawIOBase
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from starlette.responses import StreamingResponse

_CHUNK = 65_536


class _Outlet(RawIOBase):
    """A file that is written to at its end only, and emptied meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def write(self, data: Any) -> int:
        """Take bytes."""
        self._waiting += data
        return len(data)

    def empty(self) -> bytes:
        """What came since the last time."""
        taken, self._waiting = bytes(self._waiting), bytearray()
        return taken


def zip_reply(name: str, entries: Iterable[tuple[str, Path | None]]) -> StreamingResponse:
    """A download called `name`.zip of these paths, each with where its bytes are; folders have none."""
    disposition = f"attachment; filename*=utf-8''{quote(name, safe='')}.zip"
    return StreamingResponse(
        _pieces(entries), media_type="application/zip", headers={"Content-Disposition": disposition}
    )


def _pieces(entries: Iterable[tuple[str, Path | None]]) -> Iterator[bytes]:
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as archive:
        for path, source in entries:
            if source is None:
                archive.writestr(ZipInfo(f"{path}/"), b"")
                continue
            info = ZipInfo.from_file(source, path, strict_timestamps=False)
            info.compress_type = ZIP_DEFLATED
            with source.open("rb") as file, archive.open(info, "w") as entry:
                while chunk := file.read(_CHUNK):
                    entry.write(chunk)
                    yield outlet.empty()
    yield outlet.empty()
