"""Files of this machine that a run is given, uploaded when it is sent: a server reads no disk of ours."""

from pathlib import Path
from typing import Any

from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.hosted_files import local_files, with_files
from aixtui.workspace.measure import Measure
from aixtui.workspace.session import AppSession

NOT_SENT = "Nothing was sent: the upload did not come to its end."


async def upload_files(session: AppSession, values: dict[str, Any], face: Face) -> dict[str, Any] | None:
    """The values with an address in the place of each file; None where the user stopped it, or it failed."""
    files = local_files(values)
    if not files:
        return values
    addresses: dict[Path, str] = {}
    by_id = {str(path): path for path in files}
    measure = Measure()

    async def upload(file_id: str) -> None:
        path = by_id[file_id]
        measure.begin()
        addresses[path] = await session.read(lambda ws: ws.upload_input(path, measure.report))

    items = [(str(path), clean(path.name)) for path in files]
    title = "Uploading before it is run"
    await face.progress(title, items, upload, breaks_off=True, measure=measure, closes=True)
    if len(addresses) < len(files):
        face.tell(NOT_SENT, warning=True)
        return None
    replaced: dict[str, Any] = with_files(values, addresses.__getitem__)
    return replaced
