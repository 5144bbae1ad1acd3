"""Files of this machine that a run is given, uploaded before it is sent: a server reads no disk of ours."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import parse_field
from aixtui.kindspec.hosted_files import local_files, with_files
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.workspace.measure import Measure
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession
from aixtui.workspace.upload_refusal import upload_refusal

NOT_SENT = "Nothing was sent: the upload did not come to its end."


class Uploaded(NamedTuple):
    """What became of the files of a run."""

    values: dict[str, Any] | None
    """With an address in the place of each file; None where the user stopped it, or it failed."""
    refused: Mapping[Path, str] = {}
    """Why a file did not arrive."""


async def upload_files(session: AppSession, values: dict[str, Any], face: Face) -> Uploaded:
    """Upload the files that are among the values."""
    files = local_files(values)
    addresses: dict[Path, str] = {}
    refused: dict[Path, str] = {}
    by_id = {str(path): path for path in files}
    measure = Measure()

    async def upload(file_id: str) -> None:
        path = by_id[file_id]
        measure.begin()
        try:
            addresses[path] = await session.read(lambda ws: ws.upload_input(path, measure.report))
        except Exception as error:
            refused[path] = explain(error).sentence
            raise

    items = [(str(path), clean(path.name)) for path in files]
    title = "Uploading before it is run"
    await face.progress(title, items, upload, breaks_off=True, measure=measure, closes=True)
    if len(addresses) < len(files):
        face.tell(NOT_SENT, warning=True)
        return Uploaded(None, refused)
    replaced: dict[str, Any] = with_files(values, addresses.__getitem__)
    return Uploaded(replaced)


def files_in(field: Field, text: str) -> tuple[Path, ...]:
    """The files of this machine that an input names; none where its text does not fit."""
    try:
        return local_files(parse_field(field, text)) if text.strip() else ()
    except InvalidValueError:
        return ()


def file_problem(field: Field, text: str) -> str:
    """Why a file that an input names would not be taken; empty where nothing is known against it."""
    return next(filter(None, map(upload_refusal, files_in(field, text))), "")
