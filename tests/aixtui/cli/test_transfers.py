"""`upload` and `download`, against a sandbox of their own."""

import json
from pathlib import Path

import pytest

from aixtui.cli.exit_codes import DONE, FAILED, KEY, NOT_FOUND, UNREACHABLE, USAGE
from tests.aixtui.cli.conftest import Command
from tests.aixtui.saying_server import Said, saying

pytestmark = pytest.mark.usefixtures("fresh_access")


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def test_files_and_folders_go_there_and_come_back(aixtui: Command, tmp_path: Path) -> None:
    Path("box").mkdir()
    Path("box/inner.txt").write_bytes(b"in \x00 it")
    Path("one.txt").write_text("one")
    sent = aixtui("upload", "one.txt", "box", "--tag", "texts", "--description", "For a test.", "-o", "ids")
    assert sent.code == DONE, sent.err
    file, folder = sent.out.split()
    document = json.loads(aixtui("get", f"files/{file}").out)
    assert (document["name"], document["description"], document["tags"]) == (
        "one.txt",
        "For a test.",
        ["texts"],
    )
    assert aixtui("download", f"files/{file}", "back.txt").code == DONE
    assert aixtui("download", folder, str(tmp_path / "there")).code == DONE
    assert Path("back.txt").read_text() == "one"
    (inner,) = (tmp_path / "there").rglob("inner.txt")
    assert inner.read_bytes() == b"in \x00 it"


def test_what_was_sent_is_one_document_or_a_list_of_them(aixtui: Command) -> None:
    for name in ("one.txt", "two.txt", "three.txt", "four.txt", "five.txt"):
        Path(name).write_text(name)
    assert json.loads(aixtui("upload", "one.txt", "-o", "json").out)["name"] == "one.txt"
    two = json.loads(aixtui("upload", "two.txt", "three.txt", "-o", "json").out)
    assert [one["name"] for one in two] == ["two.txt", "three.txt"]
    broken_off = aixtui("upload", "four.txt", "nothing.txt", "five.txt", "-o", "jsonl")
    assert broken_off.code == USAGE
    assert [json.loads(line)["name"] for line in broken_off.out.splitlines()] == ["four.txt", "five.txt"]


def test_what_would_be_sent_is_said_and_not_sent(aixtui: Command) -> None:
    Path("never.txt").write_text("never")
    tried = aixtui("upload", "never.txt", "nothing.txt", "--dry-run", "--yes")
    assert (tried.code, tried.out) == (USAGE, "")
    assert "never.txt\nNothing was sent.\n" in tried.err
    assert "nothing.txt is not" in tried.err
    assert aixtui("ls", "files", "-q", "never", "-o", "ids").out == ""


def test_what_is_there_is_written_over_when_that_is_said(aixtui: Command) -> None:
    Path("one.txt").write_text("new")
    file = aixtui("upload", "one.txt", "-o", "ids").out.strip()
    Path("one.txt").write_text("mine")
    refused = aixtui("download", file)
    assert refused.code == USAGE
    assert "--yes answers it" in refused.err
    assert Path("one.txt").read_text() == "mine"
    assert aixtui("download", file, "--yes").code == DONE
    assert Path("one.txt").read_text() == "new"


@pytest.mark.parametrize(("status", "code"), [(404, NOT_FOUND), (401, KEY), (403, FAILED)])
def test_a_download_that_fails_ends_with_the_code_of_its_failure(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch, status: int, code: int
) -> None:
    with saying() as server:
        monkeypatch.setenv("BACKEND_URL", server.base)
        server.on("GET /sdk/file-asset/f1", {"id": "f1", "name": "one.txt", "size": 3})
        server.on("GET /sdk/file-asset/f1/download", Said({"message": "No."}, status))
        failed = aixtui("download", "f1")
    assert (failed.code, failed.out) == (code, ""), failed.err
    assert failed.err.startswith("one.txt: ")
    assert not Path("one.txt").exists()
    assert aixtui("download", "f1").code == UNREACHABLE, "the server is gone"


def test_how_a_file_gets_another_name_is_said_where_its_own_is_taken(aixtui: Command) -> None:
    Path("my one.txt").write_text("one")
    Path("two.txt").write_text("two")
    assert aixtui("upload", "my one.txt").code == DONE
    taken = aixtui("upload", "my one.txt", "two.txt")
    assert taken.code == FAILED
    assert taken.err.count("Another name is given by aixtui upload 'my one.txt' --name NAME.\n") == 1
    assert "two.txt --name" not in taken.err
    assert aixtui("upload", "my one.txt", "--name", "other.txt").code == DONE


def test_what_does_not_fit_is_said(aixtui: Command) -> None:
    missing = aixtui("upload", "nothing.txt")
    assert (missing.code, missing.out) == (USAGE, "")
    assert "nothing.txt is not" in missing.err
    assert aixtui("download", "0123").code == NOT_FOUND
    agent = json.loads(aixtui("ls", "agents", "--limit", "1", "-o", "json").out)["items"][0]["id"]
    assert "nothing that could be saved to disk" in aixtui("download", f"agents/{agent}").err
    Path("one.txt").write_text("one")
    two = aixtui("upload", "one.txt", "one.txt", "--name", "both")
    assert (two.code, two.out) == (USAGE, "")
    file = aixtui("upload", "one.txt", "-o", "ids").out.strip()
    nowhere = aixtui("download", file, "no/where.txt")
    assert nowhere.code == FAILED
    assert "There is no folder" in nowhere.err
