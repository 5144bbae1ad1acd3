"""Files between this machine and the workspace, asked through a face and looked at on the server."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aixsdk.exceptions import ConnectionFailedError
from aixtui.editing.transfers import Transfers
from aixtui.kinds.file import FILE
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


@pytest.fixture
def session(fresh_sandbox: RunningSandbox) -> AppSession:
    return session_on(connection_to(fresh_sandbox))


async def find(session: AppSession, name: str, **filters: str) -> list[Any]:
    query = Query(name, filters=tuple(filters.items()))
    page = await session.read(lambda ws: ws.search(FILE, query))
    return [row.resource for row in page.rows]


async def upload(session: AppSession, *answers: Any) -> tuple[NotingSubject, ScriptedFace]:
    subject, face = NotingSubject(kind=FILE), ScriptedFace(*answers)
    await Transfers(session, subject, face).upload()
    return subject, face


async def test_a_file_goes_up_and_comes_down_as_it_was(session: AppSession, tmp_path: Path) -> None:
    path, copy = tmp_path / "räte.bin", tmp_path / "copy.bin"
    path.write_bytes(bytes(range(256)) * 4000)
    subject, face = await upload(session, str(path))
    (file,) = subject.saved_resources
    assert (file.name, file.size, file.is_dir) == ("räte.bin", 1_024_000, False)
    assert face.messages == ["1 done. Esc closes this."]
    states = face.batch.state if face.batch else ""
    assert "1 done" in states
    face = ScriptedFace(str(copy))
    await Transfers(session, NotingSubject(file, kind=FILE), face).download()
    assert face.drafts == ["räte.bin"]
    assert copy.read_bytes() == path.read_bytes()
    assert face.messages[-1] == f"Saved as {copy}."


async def test_an_upload_that_fails_is_not_begun_again(
    session: AppSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, attempts = tmp_path / "a.txt", list[Path]()
    path.write_text("x")
    await find(session, "")

    def fail(workspace: Any, kind: Any, path: Path, on_progress: Any) -> None:
        attempts.append(path)
        raise ConnectionFailedError("gone")

    async def has_moved(*_: Any) -> bool:
        return True

    monkeypatch.setattr(WorkspaceGateway, "upload", fail)
    monkeypatch.setattr(AppSession, "_has_moved", has_moved)
    await upload(session, str(path))
    assert attempts == [path]


async def test_how_far_it_is_is_told(session: AppSession, tmp_path: Path) -> None:
    path, states = tmp_path / "large.bin", list[str]()
    path.write_bytes(b"x" * 1_500_000)

    class Watching(ScriptedFace):
        async def progress(self, *arguments: Any, **options: Any) -> tuple[str, ...]:
            measure = options["measure"]
            measure.changed.listen(lambda: states.append(measure.text))
            return await super().progress(*arguments, **options)

    await Transfers(session, NotingSubject(kind=FILE), Watching(str(path))).upload()
    assert states[-1] == "1.5 MB of 1.5 MB"
    assert len(states) > 2


async def test_a_folder_goes_up_with_all_in_it_and_is_a_list_and_comes_down(
    session: AppSession, tmp_path: Path
) -> None:
    tree = tmp_path / "tree"
    (tree / "a" / "b").mkdir(parents=True)
    (tree / "empty").mkdir()
    (tree / "top.txt").write_text("top")
    (tree / "a" / "b" / "deep.txt").write_text("deep")
    subject, _ = await upload(session, str(tree))
    (folder,) = subject.saved_resources
    ((name, place),) = FILE.opens_into(folder)
    inside = await find(session, "", **{name: place})
    assert sorted(child.name for child in inside) == ["a", "empty", "top.txt"]
    assert [child.name for child in await find(session, "TOP", **{name: place})] == ["top.txt"]
    assert [child.name for child in await find(session, "", **{name: place, "type": "file"})] == ["top.txt"]
    (inner,) = await find(session, "a", **{name: place, "type": "folder"})
    ((name, place),) = FILE.opens_into(inner)
    assert [child.name for child in await find(session, "", **{name: place})] == ["b"]
    assert FILE.leads_out_to(FILE.opens_into(inner)) == FILE.opens_into(folder)
    assert FILE.leads_out_to(FILE.opens_into(folder)) == ()
    assert FILE.leads_out_to(()) is None
    target = tmp_path / "down"
    await Transfers(session, NotingSubject(folder, kind=FILE), ScriptedFace(str(target))).download()
    files = {path.relative_to(target).as_posix() for path in target.rglob("*")}
    assert files == {"a", "a/b", "a/b/deep.txt", "empty", "top.txt"}
    assert (target / "a" / "b" / "deep.txt").read_text() == "deep"


async def test_what_is_not_there_is_asked_for_again(session: AppSession, tmp_path: Path) -> None:
    subject, face = await upload(session, str(tmp_path / "none"), "x" * 5000, None)
    assert "There is neither a file nor a folder" in face.questions[1]
    assert "cannot be read" in face.questions[2]
    assert subject.saved_resources == []


async def test_what_is_there_is_overwritten_only_when_that_is_wanted(
    session: AppSession, tmp_path: Path
) -> None:
    (file,) = await find(session, "quarterly-sales")
    target = tmp_path / "mine.csv"
    target.write_text("mine")
    face = ScriptedFace(str(target), False, None)
    await Transfers(session, NotingSubject(file, kind=FILE), face).download()
    assert target.read_text() == "mine"
    face = ScriptedFace(str(tmp_path / "no" / "folder"), str(target), True)
    await Transfers(session, NotingSubject(file, kind=FILE), face).download()
    assert "There is no folder" in face.questions[1]
    assert target.stat().st_size == file.size


async def test_a_file_goes_into_a_folder_by_its_name_and_over_nothing_unasked(
    session: AppSession, tmp_path: Path
) -> None:
    (file,) = await find(session, "quarterly-sales")
    place = tmp_path / "quarterly-sales.csv"
    face = ScriptedFace(str(tmp_path))
    await Transfers(session, NotingSubject(file, kind=FILE), face).download()
    assert face.messages[-1] == f"Saved as {place}."
    place.write_text("mine")
    face = ScriptedFace(str(tmp_path), False, None)
    await Transfers(session, NotingSubject(file, kind=FILE), face).download()
    assert f"{place} is there already. Overwrite it?" in face.questions
    assert place.read_text() == "mine"
    (folder,) = await find(session, "product-handbook")
    face = ScriptedFace(str(place), None)
    await Transfers(session, NotingSubject(folder, kind=FILE), face).download()
    assert "a file, and no folder" in face.questions[1]


async def test_a_name_of_the_server_leads_nowhere(session: AppSession) -> None:
    (file,) = await find(session, "quarterly-sales")
    for name in ("..", ".", "../../up", ""):
        file.name = name
        face = ScriptedFace(None)
        await Transfers(session, NotingSubject(file, kind=FILE), face).download()
        assert face.drafts == ["up" if name.endswith("up") else file.id]


@pytest.mark.parametrize("verb", ["upload", "download"])
async def test_a_stop_in_the_middle_leaves_nothing_half(
    session: AppSession, tmp_path: Path, verb: str
) -> None:
    path = tmp_path / "large.bin"
    path.write_bytes(b"x" * 40_000_000)
    if verb == "download":
        subject, _ = await upload(session, str(path))
        file = subject.saved_resources[0]
    else:
        file = None
    target = tmp_path / "target.bin"

    class Stopping(ScriptedFace):
        async def progress(self, *arguments: Any, **options: Any) -> tuple[str, ...]:
            stop: Callable[[], None] = lambda: self.batch.stop() if self.batch else None  # noqa: E731
            options["measure"].changed.listen(stop)
            return await super().progress(*arguments, **options)

    face = Stopping(str(path) if verb == "upload" else str(target))
    transfers = Transfers(session, NotingSubject(file, kind=FILE), face)
    await getattr(transfers, verb)()
    assert face.messages[-1].startswith("0 done")
    assert len(await find(session, "large")) == (verb == "download")
    assert not target.exists()
