"""Files between this machine and the workspace, asked through a face and looked at on the server."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from aixsdk.exceptions import ConnectionFailedError, FileUploadError
from aixsdk.kinds.skill_bundle import SkillBundle
from aixtui.editing.changes import ResourceChanges
from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.editing.transfers import Transfers
from aixtui.kinds.file import FILE
from aixtui.kinds.skill import SKILL
from aixtui.kindspec.kind import Kind
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


async def upload(
    session: AppSession,
    source: object,
    kind: Kind = FILE,
    face: ScriptedFace | None = None,
    **texts: str,
) -> tuple[NotingSubject, ScriptedFace]:
    """Have something made of a path, as the form does it."""
    subject, face = NotingSubject(kind=kind), face or ScriptedFace(True)

    async def fill(form: Form) -> None:
        form.type(next(field.name for field in form.fields if field.is_path), str(source))
        for name, text in texts.items():
            form.type(name, text)
        await FormSaving(form, face).save()

    face.on_open = fill
    await ResourceChanges(session, subject, face).add()
    return subject, face


def problem_of(face: ScriptedFace) -> str:
    """What stands at the field of the form that was opened."""
    (form,) = face.subjects
    return str(form.checks.problems[form.checks.invalid_field])


async def test_a_file_goes_up_and_comes_down_as_it_was(session: AppSession, tmp_path: Path) -> None:
    path, copy = tmp_path / "räte.bin", tmp_path / "copy.bin"
    path.write_bytes(bytes(range(256)) * 4000)
    subject, face = await upload(session, path, description="All bytes.", tags="a, b", privacy="Public")
    (file,) = subject.saved_resources
    assert (file.name, file.size, file.is_dir) == ("räte.bin", 1_024_000, False)
    assert (file.description, file.tags, file.privacy) == ("All bytes.", ["a", "b"], "Public")
    assert face.messages == ["1 done. Esc closes this.", "Made räte.bin."]
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

    def fail(workspace: Any, kind: Any, values: Any, *_: Any, **__: Any) -> None:
        attempts.append(Path(values["source"]))
        raise ConnectionFailedError("gone")

    monkeypatch.setattr(WorkspaceGateway, "create", fail)
    subject, face = await upload(session, path)
    assert attempts == [path]
    assert subject.saved_resources == []
    assert len(face.problems) == 1


async def test_the_form_does_not_count_on_behind_what_tells_how_far_it_is(
    session: AppSession, tmp_path: Path
) -> None:
    path, form = tmp_path / "notes.txt", Form(session, FILE, None)
    path.write_text("short")
    form.type(next(field.name for field in form.fields if field.is_path), str(path))
    behind: list[bool] = []

    class Looking(ScriptedFace):
        async def progress(self, *arguments: Any, **options: Any) -> tuple[str, ...]:
            behind.append(form.activity.busy)
            return await super().progress(*arguments, **options)

    await FormSaving(form, Looking(True)).save()
    assert behind == [False]
    assert form.saved_resource is not None


async def test_how_far_it_is_is_told(session: AppSession, tmp_path: Path) -> None:
    path, states = tmp_path / "large.bin", list[str]()
    path.write_bytes(b"x" * 1_500_000)

    class Watching(ScriptedFace):
        async def progress(self, *arguments: Any, **options: Any) -> tuple[str, ...]:
            measure = options["measure"]
            measure.changed.listen(lambda: states.append(measure.text))
            return await super().progress(*arguments, **options)

    await upload(session, path, face=Watching(True))
    assert states[-1].startswith(f"{'█' * 20} 1.5 MB of 1.5 MB")
    assert len(states) > 2


async def test_a_folder_goes_up_with_all_in_it_and_is_a_list_and_comes_down(
    session: AppSession, tmp_path: Path
) -> None:
    tree = tmp_path / "tree"
    (tree / "a" / "b").mkdir(parents=True)
    (tree / "empty").mkdir()
    (tree / "top.txt").write_text("top")
    (tree / "a" / "b" / "deep.txt").write_text("deep")
    subject, _ = await upload(session, tree)
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


async def test_what_is_not_there_is_said_at_its_field(session: AppSession, tmp_path: Path) -> None:
    subject, face = await upload(session, tmp_path / "none")
    assert face.questions == []
    assert problem_of(face).startswith("From must be a file or a folder that is there, and ")
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
        subject, _ = await upload(session, path)
        file = subject.saved_resources[0]
    else:
        file = None
    target = tmp_path / "target.bin"

    class Stopping(ScriptedFace):
        async def progress(self, *arguments: Any, **options: Any) -> tuple[str, ...]:
            stop: Callable[[], None] = lambda: self.batch.stop() if self.batch else None  # noqa: E731
            options["measure"].changed.listen(stop)
            return await super().progress(*arguments, **options)

    if verb == "upload":
        subject, face = await upload(session, path, face=Stopping(True))
        assert subject.saved_resources == []
        assert face.problems[-1].text.startswith("The upload of ")
    else:
        face = Stopping(str(target))
        await Transfers(session, NotingSubject(file, kind=FILE), face).download()
    assert [message for message in face.messages if message.startswith("0 done")]
    assert len(await find(session, "large")) == (verb == "download")
    assert not target.exists()


async def test_a_skill_is_made_of_a_folder_and_saved_and_sent_again(
    session: AppSession, tmp_path: Path
) -> None:
    folder, target = tmp_path / "pdf filler", tmp_path / "down"
    (folder / "scripts").mkdir(parents=True)
    (folder / "SKILL.md").write_text("---\nname: Filler\ndescription: Fills forms.\n---\nFill.")
    (folder / "scripts" / "run.py").write_text("print()")
    subject, face = await upload(session, folder, SKILL, tags="pdf", privacy="Restricted", whitelist="me")
    (skill,) = subject.saved_resources
    assert (skill.name, skill.description, skill.tags) == ("Filler", "Fills forms.", ["pdf"])
    assert (skill.privacy, skill.whitelist) == ("Restricted", ["me"])
    assert skill.list_files() == ["SKILL.md", "scripts", "scripts/run.py"]
    (folder / "SKILL.md").write_text("---\nname: Another\n---\nFill better.")
    await session.write(lambda ws: ws.save(SKILL, skill, {"file_path": str(folder)}))
    await session.write(lambda ws: ws.save(SKILL, skill, {"tags": "pdf, forms"}))
    target.mkdir()
    face = ScriptedFace(str(target))
    await Transfers(session, NotingSubject(skill, kind=SKILL), face).download()
    assert face.drafts == ["Filler.zip"]
    with ZipFile(target / "Filler.zip") as saved:
        assert saved.read("SKILL.md").endswith(b"Fill better.")
    assert (await session.read(lambda ws: ws.get(SKILL, skill.id))).tags == ["pdf", "forms"]


async def test_a_folder_without_a_text_is_no_skill(session: AppSession, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    subject, face = await upload(session, tmp_path / "empty", SKILL)
    what = "From must be a file, or a folder with a SKILL.md in it, which says what the skill does"
    assert problem_of(face) == f"{what}: this one is empty."
    (tmp_path / "empty" / "notes.txt").write_text("x")
    subject, face = await upload(session, tmp_path / "empty", SKILL)
    assert problem_of(face) == f"{what}: this one has none."
    assert subject.saved_resources == []


async def test_an_empty_folder_is_no_folder_of_files(session: AppSession, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    subject, face = await upload(session, tmp_path / "empty")
    assert problem_of(face) == (
        f"From must be a file, or a folder with something in it: …{str(tmp_path / 'empty')[-60:]} is empty."
        if len(str(tmp_path / "empty")) > 60
        else f"From must be a file, or a folder with something in it: {tmp_path / 'empty'} is empty."
    )
    assert subject.saved_resources == []


async def test_a_skill_of_which_files_are_missing_is_not_made_twice(
    session: AppSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "brief.md"
    text.write_text("Be brief.")

    def fail(*_: Any) -> None:
        raise FileUploadError("The disk is full.")

    monkeypatch.setattr(SkillBundle, "put_file", fail)
    subject, face = await upload(session, text, SKILL)
    assert [skill.name for skill in subject.saved_resources] == ["brief"]
    assert "The disk is full." in face.problems[0].text
