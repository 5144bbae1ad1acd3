"""What the Code tab shows is run as it stands, with nothing but the environment that it names."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aixsdk import Aixplain
from aixtui.kinds import KINDS, find_kind
from aixtui.kindspec.code import Snippet
from aixtui.kindspec.inputs import parse_inputs
from aixtui.kindspec.kind import Kind
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.code import RunValues
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway

ROOT = Path(__file__).parents[3]
RUNS = (
    ("agent", "sandbox-ws/text-analyst", "English"),
    ("model", "sandbox/sentiment", "label"),
    ("utility", "", "2"),
    ("tool", "sandbox/text-tools/sandbox", "[]"),
    ("inspector", "", ""),
)
"""What is run, and something of the answer."""


@pytest.fixture(scope="module")
def workspace(filled_sandbox: RunningSandbox) -> Iterator[WorkspaceGateway]:
    server = filled_sandbox
    with Aixplain(server.api_key, backend_url=server.backend_url, model_url=server.models_url) as aix:
        yield WorkspaceGateway(aix)


@pytest.fixture
def shell(filled_sandbox: RunningSandbox, tmp_path: Path) -> Any:
    """Runs text in a shell, as it is pasted there: `python` and `aixtui` are those of this tree."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "aixtui").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aixtui "$@"\n')
    (programs / "aixtui").chmod(0o755)
    environment = os.environ | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'sdk'}",
        "TEAM_API_KEY": filled_sandbox.api_key,
    }

    def run(addresses: Snippet, snippet: Snippet) -> str:
        is_python = snippet.title == "Python"
        words = f'"{sys.executable}" "$0"' if is_python else snippet.text
        argument = tmp_path / "snippet.py"
        argument.write_text(snippet.text)
        done = subprocess.run(
            ["/bin/sh", "-ec", f"{addresses.text}\n{words}", str(argument)],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def resource_of(workspace: WorkspaceGateway, kind: Kind, path: str = "") -> Any:
    if path:
        return workspace.get(kind, path)
    rows = workspace.search(kind, Query(size=20)).rows
    return workspace.get(kind, next(row.resource.id for row in rows if not kind.opens_into(row.resource)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_each_snippet_reads_the_resource(workspace: WorkspaceGateway, shell: Any, kind: Kind) -> None:
    resource = resource_of(workspace, kind)
    addresses, *snippets = workspace.code(kind, resource)
    for snippet in snippets:
        end = "\n\nresult = " if snippet.title == "Python" else "\n\n"
        reading = snippet._replace(text=snippet.text.partition(end)[0])
        assert resource.id in shell(addresses, reading), snippet.title


@pytest.mark.parametrize(("kind_id", "path", "answer"), RUNS, ids=[run[0] for run in RUNS])
def test_each_snippet_runs_the_resource(
    workspace: WorkspaceGateway, shell: Any, kind_id: str, path: str, answer: str
) -> None:
    kind = find_kind(kind_id)
    assert kind is not None
    resource = resource_of(workspace, kind, path)
    addresses, python, curl, command = workspace.code(kind, resource)
    assert answer in shell(addresses, python)
    assert answer in shell(addresses, command)
    reply = json.loads(shell(addresses, curl._replace(text=curl.text.partition("\n\n")[2])))
    assert reply.get("status") in ("SUCCESS", "IN_PROGRESS") or reply.get("requestId")


def test_no_snippet_holds_the_key(workspace: WorkspaceGateway, filled_sandbox: RunningSandbox) -> None:
    for kind in KINDS:
        for snippet in workspace.code(kind, resource_of(workspace, kind)):
            assert filled_sandbox.api_key not in snippet.text


@pytest.mark.parametrize(
    ("kind_id", "path", "texts", "answer"),
    [
        ("model", "sandbox/text-statistics", {"text": "It's “good”:\n$HOME `ls` \\ @all"}, "words"),
        (
            "model",
            "sandbox/regular-expression",
            {"text": "a1 b2", "pattern": r"\d", "ignore_case": "true"},
            "2",
        ),
        ("agent", "sandbox-ws/text-analyst", {"query": "Quel est ce texte ?"}, "French"),
    ],
    ids=["a text with quotes", "values of three types", "an agent"],
)
def test_a_run_is_done_again_with_what_was_typed(
    workspace: WorkspaceGateway, shell: Any, kind_id: str, path: str, texts: dict[str, str], answer: str
) -> None:
    kind = find_kind(kind_id)
    assert kind is not None
    resource = workspace.get(kind, path)
    assert kind.inputs is not None
    values = parse_inputs(kind.inputs(resource), texts)
    sent = workspace.sent_run(kind, resource, RunValues(values, values))
    addresses, python, curl, command = sent.code
    assert answer in shell(addresses, python)
    assert answer in shell(addresses, command)
    reply = json.loads(shell(addresses, curl))
    assert reply.get("status") in ("SUCCESS", "IN_PROGRESS") or reply.get("requestId")
