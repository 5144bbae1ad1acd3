"""Every example of every `--help`, in a real shell against a sandbox of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from aixtui.cli import tree
from aixtui.cli.main import cli
from aixtui.sandbox import RunningSandbox
from aixtui.stores.draft import Draft
from aixtui.stores.journal import Journal
from tests.driving import connection_to

LIMIT = 120
FOLDERS = ("CONFIG", "DATA", "STATE", "CACHE")
EXAMPLES = [
    (path, example) for path, command in tree.walk(cli, "aixtui") for example in tree.examples(command, path)
]
NOT_TO_THE_END = {
    "aixtui --sandbox": (2, "The app needs a terminal."),
    "aixtui open 'agents?q=invoice&sort=-updated' --sandbox": (2, "The app needs a terminal."),
    "aixtui config edit": (2, "An editor needs a terminal."),
    "aixtui auth rotate --profile work --yes": (2, "it comes from the environment variable TEAM_API_KEY"),
    "aixtui auth login": (0, "Stored the key"),
    "aixtui diff -f a.yaml --exit-code": (1, ""),
}
"""Examples for somebody at a terminal, or that tell something by how they end: that, and what they say."""
SERVES_UNTIL_IT_IS_STOPPED = ("aixtui sandbox", "aixtui sandbox --port 0 --ephemeral --quiet")
"""Examples that never end: tests/aixtui/cli/test_process.py and tests/sandbox start and stop them."""
BEFORE = {
    "aixtui profile add": "aixtui profile rm work --yes",
    "aixtui config init": "rm config/aixtui/config.toml",
    "aixtui auth logout": "aixtui auth login --api-key-stdin < key.txt",
}
"""What has to be done before the examples of a command can work a first time."""


class World(NamedTuple):
    """A folder with the files that examples name, and a shell in which they work."""

    run: Callable[[str], "subprocess.CompletedProcess[str]"]
    agent: str
    keep_draft: Callable[[str], None]


def agent_on(sandbox: RunningSandbox) -> str:
    """Make one that examples work on, and return its id."""
    body = {"name": "Test helper", "outputFormat": "text", "instructions": "Answer."}
    headers = {"x-api-key": sandbox.api_key}
    reply = httpx.post(f"{sandbox.backend_url}/v2/agents", json=body, headers=headers)
    reply.raise_for_status()
    return str(reply.json()["id"])


@pytest.fixture
def world(fresh_sandbox: RunningSandbox, sandbox_file: Path, tmp_path: Path) -> World:
    folder = tmp_path / "world"
    folder.mkdir()
    program = tmp_path / "bin" / "aixtui"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aixtui "$@"\n')
    program.chmod(0o755)
    variables = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in FOLDERS}
    variables |= {"BACKEND_URL": fresh_sandbox.backend_url, "MODELS_RUN_URL": fresh_sandbox.models_url}
    variables |= {"TEAM_API_KEY": fresh_sandbox.api_key, "EDITOR": "true"}
    variables["PYTHON_KEYRING_BACKEND"] = "tests.aixtui.cli.file_keyring.FileKeyring"
    environ = {**os.environ, **variables, "PATH": f"{program.parent}:{os.environ['PATH']}"}

    def run(line: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["sh", "-c", line],
            cwd=folder,
            env=environ,
            input=f"{fresh_sandbox.api_key}\n",
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )

    (folder / "config" / "aixtui").mkdir(parents=True)
    (folder / "config" / "aixtui" / "views.toml").write_text(
        '[[view]]\nname = "VIEW"\nkind = "agent"\naddress = "agents?q=text"\n'
    )
    (folder / "config" / "aixtui" / "config.toml").write_text(
        f'[profiles.work]\nbackend-url = "{fresh_sandbox.backend_url}"\n'
        f'models-url = "{fresh_sandbox.models_url}"\n'
    )
    files = {
        "key.txt": fresh_sandbox.api_key,
        "adder.py": "def add(a: int, b: int) -> int:\n    return a + b\n",
        "my_script.py": "import os\nassert os.environ['TEAM_API_KEY']\n",
        "new.md": "Answer briefly.\n",
        "question.txt": "How many words are in this text?\n",
        "helper.yaml": "name: Helper\ninstructions: Answer briefly.\n",
        "all.yaml": "kind: agent\nname: First\ninstructions: Be brief.\n---\nkind: agent\nname: Second\n"
        "instructions: Be brief, too.\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    for name in ("mine.db", "damaged.db"):
        shutil.copy(sandbox_file, folder / name)
    agent = agent_on(fresh_sandbox)
    (folder / "a.yaml").write_text(f"kind: agent\nid: {agent}\ninstructions: Answer in one word.\n")

    def keep_draft(draft_id: str) -> None:
        connection = replace(connection_to(fresh_sandbox), is_sandbox=False)
        journal = Journal.open(folder / "data" / "aixtui" / "journal.db")
        moment = datetime(2026, 8, 1, tzinfo=UTC)
        draft = Draft(draft_id, connection.workspace, "agent", "", "Half", None, moment, {"name": "Half"})
        journal.drafts.put(draft, secret_fields=())
        journal.drafts.release(draft_id)
        journal.close()

    return World(run, agent, keep_draft)


def with_ids(example: str, world: World) -> str:
    """An example with what there is in place of the words that stand for something."""
    example = example.replace("agents/ID", f"agents/{world.agent}")
    if " DRAFT" in example:
        world.keep_draft("d0123")
        example = example.replace("DRAFT", "d0123")
    if " RUN" in example:
        sent = world.run("aixtui run sandbox/text-statistics --text 'Some words.' --detach")
        assert sent.returncode == 0, sent.stderr
        example = example.replace(" RUN", f" {json.loads(sent.stdout)['id']}")
    if " NUMBER" in example:
        changed = world.run(f"aixtui edit agents/{world.agent} -f 'instructions=Answer briefly.' --yes")
        assert changed.returncode == 0, changed.stderr
        listed = json.loads(world.run("aixtui undo -o json").stdout)["items"]
        example = example.replace("NUMBER", str(listed[0]["id"]))
    if "SESSION" in example:
        made = world.run(f"aixtui create session -f name=Talk -f agent_id={world.agent} -o ids")
        assert made.returncode == 0, made.stderr
        example = example.replace("SESSION", made.stdout.strip())
    if "/FILE" in example:
        sent = world.run("aixtui upload question.txt -o ids; mkdir -p there")
        assert sent.returncode == 0, sent.stderr
        example = f"cd there; {example.replace('/FILE', f'/{sent.stdout.strip()}')}"
    return example


@pytest.mark.parametrize(("path", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_an_example_of_the_help_works(path: str, example: str, world: World) -> None:
    if example in SERVES_UNTIL_IT_IS_STOPPED:
        assert world.run(f"{example} --help").returncode == 0
        return
    if path in BEFORE:
        assert world.run(BEFORE[path]).returncode == 0
    code, words = NOT_TO_THE_END.get(example, (0, ""))
    done = world.run(f"set -e; {with_ids(example, world)}")
    assert done.returncode == code, f"{done.stdout}\n{done.stderr}"
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_tables_name_examples_that_there_are() -> None:
    lines = {example for _, example in EXAMPLES}
    assert {*NOT_TO_THE_END, *SERVES_UNTIL_IT_IS_STOPPED} <= lines
    assert set(BEFORE) <= {path for path, _ in EXAMPLES}
