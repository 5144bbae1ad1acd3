"""Files and skills that are deleted: what was in them is kept, comes back, and can be read."""

import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from aixtui.editing.deletion_words import FOR_GOOD, NOT_KEPT
from aixtui.editing.undo_list import UndoList
from aixtui.kinds.file import FILE
from aixtui.kinds.skill import SKILL
from aixtui.kindspec import comeback
from aixtui.kindspec.kind import Kind
from aixtui.system.paths import state_dir
from aixtui.workspace import content
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.undoing import AnySubject, delete, kept, make, undo
from tests.aixtui.scripted_face import ScriptedFace

pytestmark = pytest.mark.anyio
TABLE = "fruit,price\napple,3\n"
MAIN = "---\nname: greet\ndescription: Greets.\n---\nSay hello.\n"
PROMISE = "u makes it again, with a new id. What is in it is kept here for that, up to 1 MB."


async def a_file(agents: Agents, folder: Path, text: str = TABLE) -> Any:
    path = folder / "prices.csv"
    path.write_text(text)
    return await make(agents, FILE, source=str(path), description="Prices.", tags="fruit")


async def a_skill(agents: Agents, folder: Path) -> Any:
    path = folder / "greet"
    (path / "words").mkdir(parents=True)
    (path / "SKILL.md").write_text(MAIN)
    (path / "words" / "hello.txt").write_bytes(b"Hello\xff")
    return await make(agents, SKILL, file_path=str(path))


async def bytes_of(agents: Agents, kind: Kind, resource_id: str, target: Path) -> bytes:
    def read(ws: Any) -> bytes:
        ws.download(ws.get(kind, resource_id), target, lambda *_: None)
        return target.read_bytes()

    data: bytes = await agents.session.read(read)
    return data


def left_behind() -> list[Path]:
    return [*(state_dir() / "brought-back").glob("*")]


async def test_a_deleted_file_comes_back_with_what_was_in_it(agents: Agents, tmp_path: Path) -> None:
    file = await a_file(agents, tmp_path)
    (tmp_path / "prices.csv").unlink()
    face = await delete(agents, FILE, file, True)
    assert face.details == [PROMISE]
    assert face.messages[-1] == "Deleted prices.csv. u brings it back."
    face, _, subject = await undo(agents, "bring back")
    (again,) = subject.saved_resources
    assert again.id != file.id
    assert (again.name, again.description, again.tags) == ("prices.csv", "Prices.", ["fruit"])
    assert (await bytes_of(agents, FILE, again.id, tmp_path / "again")).decode() == TABLE
    assert left_behind() == []


async def test_a_deleted_skill_comes_back_with_all_of_its_files(agents: Agents, tmp_path: Path) -> None:
    skill = await a_skill(agents, tmp_path)
    face = await delete(agents, SKILL, skill, *([skill.name] if SKILL.is_published(skill) else [True]))
    assert PROMISE in f"{face.details} {face.prompt_details}"
    face, _, subject = await undo(agents, "bring back")
    (again,) = subject.saved_resources
    assert (again.name, again.description) == ("greet", "Greets.")
    with ZipFile(io.BytesIO(await bytes_of(agents, SKILL, again.id, tmp_path / "z.zip"))) as files:
        assert files.read("SKILL.md").decode() == MAIN
        assert files.read("words/hello.txt") == b"Hello\xff"
    assert left_behind() == []


async def test_what_was_in_it_is_read_and_saved_from_the_list(agents: Agents, tmp_path: Path) -> None:
    skill = await a_skill(agents, tmp_path)
    await delete(agents, SKILL, skill, *([skill.name] if SKILL.is_published(skill) else [True]))
    (one,) = await kept(agents)
    target = tmp_path / "out.zip"
    face = ScriptedFace(str(one.entry.id), "read", "save", str(target), None)
    await UndoList(agents.session, AnySubject(), face).open()
    assert face.subjects == []
    assert "── SKILL.md ──\n---\nname: greet" in face.messages[0]
    assert "(no text: 6 bytes)" in face.messages[0]
    assert face.messages[-1] == f"Saved as {target}."
    with ZipFile(target) as files:
        assert sorted(files.namelist()) == ["SKILL.md", "words/hello.txt"]


async def test_the_list_names_the_files(agents: Agents, tmp_path: Path) -> None:
    await delete(agents, FILE, await a_file(agents, tmp_path), True)
    lines: list[str] = []

    class Looking(ScriptedFace):
        async def choose(self, title: str, choices: Any, **_: Any) -> None:
            lines.extend(one.note for one in choices(""))

    await UndoList(agents.session, AnySubject(), Looking()).open()
    assert "With prices.csv" in lines[0]


async def test_what_is_too_large_says_so_before(
    agents: Agents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aixtui.kinds.file.MOST_KEPT", 10)
    file = await a_file(agents, tmp_path)
    face = await delete(agents, FILE, file, True)
    assert face.details == [FOR_GOOD]
    assert face.messages[-1] == "Deleted prices.csv."
    face, forms, _ = await undo(agents, saves=False)
    assert forms == []
    assert "It is larger than" in face.messages[-1]


async def test_what_turns_out_to_be_too_large_is_asked_about_once_more(
    agents: Agents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "MOST_KEPT", 10)
    file = await a_file(agents, tmp_path)
    face = await delete(agents, FILE, file, True, False)
    assert face.details == [PROMISE, NOT_KEPT]
    assert [problem.sentence for problem in face.problems] == [
        "Cannot remember: prices.csv cannot be kept: what is in it has more than 0 MB."
    ]
    assert await kept(agents) == []
    assert (await agents.session.read(lambda ws: ws.get(FILE, file.id))).id == file.id


async def test_a_key_that_is_in_use_is_not_kept_with_a_file(agents: Agents, tmp_path: Path) -> None:
    await agents.session.read(lambda _: None)
    connection = agents.session.connection
    assert connection is not None
    assert connection.credential is not None
    key = connection.credential.key.reveal()
    face = await delete(agents, FILE, await a_file(agents, tmp_path, f"key = {key}"), True, False)
    assert ["a key that is in use here is in it." in one.sentence for one in face.problems] == [True]
    assert await kept(agents) == []


async def test_a_form_that_is_left_leaves_nothing_on_this_machine(agents: Agents, tmp_path: Path) -> None:
    await delete(agents, FILE, await a_file(agents, tmp_path), True)
    _, (form,), _ = await undo(agents, "bring back", saves=False)
    assert form.texts["source"].endswith("/prices.csv")
    assert left_behind() == []


@pytest.mark.parametrize("place", ["../up.txt", "/etc/up.txt", ""])
def test_a_place_that_leads_elsewhere_is_not_written(place: str) -> None:
    with pytest.raises(ValueError, match="leads elsewhere"):
        content.HeldContent.from_json({"name": "a", "files": [[place, ""]], "is_folder": True})
    assert comeback.MOST_KEPT == 1_000_000
