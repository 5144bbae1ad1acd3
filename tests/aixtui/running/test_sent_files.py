"""Files of this machine that runs are given."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from hashlib import sha256
from pathlib import Path

import pytest

from aixtui.controllers.inputs_form import InputsForm
from aixtui.kinds.model import MODEL
from aixtui.running.run import Run
from aixtui.running.run_view import RunView
from aixtui.running.sent_files import NOT_SENT
from aixtui.sandbox import RunningSandbox
from aixtui.stores.run_list import RunQuery
from aixtui.stores.run_record import StoredRun
from aixtui.workspace.session import AppSession
from tests.aixtui.headless import session_on
from tests.aixtui.running.opened_runs import opened, sent
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio


@pytest.fixture
def session(sandbox: RunningSandbox) -> AppSession:
    return session_on(connection_to(sandbox))


async def kept(session: AppSession, run: Run) -> StoredRun:
    """The latest run of the resource in the journal."""
    journal = await session.journal()
    found, _ = journal.run_list.find(RunQuery(session.workspace_name, resource_id=run.resource.id))
    return found[0]


async def test_a_file_is_uploaded_when_the_run_is_sent(session: AppSession, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Some notes.", encoding="utf-8")
    face = ScriptedFace()
    run = await opened(session, MODEL, "sandbox/file-checksum", face)
    field = next(one for one in run.form.inputs if one.name == "file")
    assert field.is_path
    output = await sent(run, face, file=str(file))
    assert sha256(file.read_bytes()).hexdigest() in str(output)
    inputs = (await kept(session, run)).record.inputs
    assert inputs["file"] == str(file), "so that it can be sent again"


def request_of(view: RunView) -> str:
    return "\n".join(line for part in view.parts["request"] for line in part.lines)


async def test_the_request_of_a_past_run_is_the_one_that_was_sent(
    session: AppSession, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Some notes.", encoding="utf-8")
    face = ScriptedFace()
    run = await opened(session, MODEL, "sandbox/file-checksum", face)
    view = RunView(session, run)
    view.show_on(face)
    await sent(run, face, file=str(file))
    await face.idle()
    file.unlink()
    past = Run(session, MODEL, run.resource, await kept(session, run))
    past_view = RunView(session, past)
    past_view.show_on(face)
    past.show_on(face)
    await face.idle()
    assert request_of(past_view) == request_of(view)
    assert str(file) not in request_of(past_view)
    assert f"file={file}" in {one.title: one.text for one in past_view.code}["aixtui"]


async def test_a_run_of_a_file_is_done_again_elsewhere_with_the_address_of_the_upload(
    session: AppSession, sandbox: RunningSandbox, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Some notes.", encoding="utf-8")
    face = ScriptedFace()
    run = await opened(session, MODEL, "sandbox/file-checksum", face)
    view = RunView(session, run)
    view.show_on(face)
    await sent(run, face, file=str(file))
    await face.idle()
    code = {one.title: one.text for one in view.code}
    assert str(file) not in request_of(view) + code["Python"] + code["curl"]
    assert f"file={file}" in code["aixtui"], "it uploads by itself"
    environment = {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TEAM_API_KEY": sandbox.api_key,
        "BACKEND_URL": sandbox.backend_url,
        "MODELS_RUN_URL": sandbox.models_url,
    }
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code["Python"], env=environment, stdout=PIPE
    )
    output, _ = await program.communicate()
    assert sha256(file.read_bytes()).hexdigest() in output.decode()


async def test_an_upload_that_fails_sends_no_run(session: AppSession, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Some notes.", encoding="utf-8")
    face = ScriptedFace()
    run = await opened(session, MODEL, "sandbox/file-checksum", face)
    run.form.type("file", str(file))
    assert run.is_ready(face)
    file.write_bytes(b"x" * 60_000_000)  # more than the platform takes of its kind
    run.send(face)
    assert run.number == 0, "nothing goes on before the files are there"
    await face.idle()
    assert face.messages[-1] == NOT_SENT
    assert (run.view, run.number, run.is_uploading, run.live.last) == ("inputs", 0, False, None)
    assert run.form.invalid_field == "file"
    assert "is larger than the 50 MB" in run.form.problems["file"]


async def test_a_file_that_is_too_large_is_refused_before_anything_is_sent(
    session: AppSession, tmp_path: Path
) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"x" * 27_000_000)
    face = ScriptedFace()
    run = await opened(session, MODEL, "sandbox/file-checksum", face)
    run.form.type("file", str(file))
    assert not run.is_ready(face)
    sentence = "scan.pdf is larger than the 25 MB the platform takes of its kind."
    assert run.form.problems == {"file": sentence}
    form = InputsForm(session, run).form
    assert form is not None
    form.checks.check("file")
    assert form.checks.problems == {"file": sentence}, "as one leaves the field"
