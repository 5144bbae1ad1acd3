"""Completion: what is offered, what is loaded for it, and the scripts in real shells."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from aixtui.cli import local_names
from aixtui.cli.completing import TREE, completions
from aixtui.cli.completion import SCRIPTS
from aixtui.kinds import KINDS
from aixtui.stores.seen_pages import SeenPage
from aixtui.stores.state import Recent, StateStore
from aixtui.system import clock
from tests.aixtui.cli.conftest import Command
from tests.aixtui.theming.theme_file import write_theme

LIMIT = 60
COMMANDS = json.loads(TREE.read_text(encoding="utf-8"))


def offered(*words: str) -> list[str]:
    return [name.value for name in completions(COMMANDS, words)]


def test_commands_options_kinds_and_choices_are_offered() -> None:
    assert offered("ru") == ["run", "runs"]
    assert offered("--sandbox", "auth", "log") == ["login", "logout"]
    assert {"--sort", "--size", "--sandbox"} <= set(offered("ls", "--s"))
    assert offered("ls", "mod") == ["models"]
    assert offered("runs", "ls", "--kind", "ag") == ["agents"]
    assert offered("ls", "models", "-o", "js") == ["json", "jsonl"]
    assert offered("ls", "models", "--output=js") == ["--output=json", "--output=jsonl"]
    assert offered("ls", "models", "--output", "=", "js") == ["json", "jsonl"]  # as bash parts it
    assert offered("apply", "-f", "") == [":files"]
    assert offered("run", "x", "--timeout", "") == []
    assert offered("no-such-command", "") == [one["command"].split()[-1] for one in COMMANDS["commands"]]


def test_the_kinds_are_those_that_there_are() -> None:
    assert {kind.plural: kind.id for kind in KINDS} == local_names.KINDS


def test_profiles_are_those_of_the_settings_and_the_built_in_ones(own_folders: Path) -> None:
    assert offered("profile", "use", "") == ["default", "sandbox"]
    file = own_folders / "config" / "aixtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[profiles.work]\n[profiles.home]\n")
    assert offered("profile", "use", "w") == offered("ls", "agents", "--profile", "w") == ["work"]
    file.write_text("[profiles")
    assert offered("profile", "use", "") == ["default", "sandbox"]


def test_resources_are_those_that_were_opened_in_such_a_workspace() -> None:
    store = StateStore()
    store.add_recent("sandbox", Recent("agent", "a1", "In the \x1b[31msandbox"))
    store.add_recent("https://example.com 12", Recent("agent", "a2", "Elsewhere"))
    store.add_recent("https://example.com 12", Recent("model", "openai/gpt", "GPT"))
    assert offered("get", "agents/") == ["agents/a2"]
    assert offered("get", "agent/") == ["agent/a2"]
    assert offered("get", "ope") == ["openai/gpt"]
    assert completions(COMMANDS, ("--sandbox", "get", "agents/")) == [
        local_names.Name("agents/a1", "In the  [31msandbox")
    ]


def test_the_sandbox_is_known_by_its_name_as_a_profile(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    StateStore().add_recent("sandbox", Recent("agent", "a1", "In the sandbox"))
    assert offered("--profile", "sandbox", "get", "agents/") == ["agents/a1"]
    assert offered("get", "agents/") == []
    monkeypatch.setenv("AIXTUI_PROFILE", "sandbox")
    assert offered("get", "agents/") == ["agents/a1"]
    assert offered("--profile", "default", "get", "agents/") == []
    monkeypatch.delenv("AIXTUI_PROFILE")
    file = own_folders / "config" / "aixtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('profile = "sandbox"')
    assert offered("get", "agents/") == ["agents/a1"]


@pytest.mark.usefixtures("sandbox_access")
def test_runs_and_what_was_run_are_offered(aixtui: Command) -> None:
    assert aixtui("run", "sandbox/text-statistics", "--text", "x").code == 0
    [run] = json.loads(aixtui("runs", "ls", "-o", "json").out)["items"]
    assert offered("runs", "show", run["id"][:3]) == [run["id"]]
    assert offered("get", "models/") == [f"models/{run['resource']}"]


def test_resources_are_also_those_that_lists_showed() -> None:
    with closing(StateStore()) as store:
        rows = [{"id": "openai/gpt", "name": "GPT"}, {"id": "m2", "name": "Two\x1b[31m"}]
        page = SeenPage(clock.now().timestamp(), {"rows": rows})
        store.seen_pages.keep("sandbox", "model", "q", page)
        store.add_recent("sandbox", Recent("model", "m2", "Two"))
    assert offered("--sandbox", "get", "models/") == ["models/m2", "models/openai/gpt"]
    assert offered("get", "models/") == []


def test_a_damaged_file_gives_no_names(own_folders: Path) -> None:
    file = own_folders / "state" / "aixtui" / "state.db"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no database at all" * 100)
    assert offered("get", "agents/") == []


def test_completion_loads_neither_click_nor_a_transport_nor_a_screen() -> None:
    code = (
        "import sys; sys.argv = ['aixtui', '__complete', 'get', 'agents/']\n"
        "from aixtui.__main__ import main; main()\n"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert not loaded & {"textual", "rich", "httpx", "click", "keyring", "socket", "aixsdk"}


DRIVERS = {
    "bash": 'source "$1"; COMP_WORDS=(aixtui ls mod); COMP_CWORD=2; _aixtui; echo "${COMPREPLY[@]}"',
    "zsh": 'compdef() { }; compadd() { shift $argv[(i)--]; print -- $argv }; source "$1"; '
    "words=(aixtui ls mod); CURRENT=3; _aixtui",
    "fish": 'source $argv[1]; complete -C "aixtui ls mod"',
}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_works_in_its_shell(aixtui: Command, shell: str, tmp_path: Path) -> None:
    told = in_shell(shell, DRIVERS[shell], aixtui, tmp_path)
    assert "models" in told.split()
    assert "agents" not in told


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (r"get agents/Te", r"agents/Text\ Analyst"),
        (r"get 'agents/Text\ An'", r"agents/Text\ Analyst"),
        (r"get \'agents/Text\ An", "agents/Text Analyst"),
        ("ls models --filter status = onboarde", "onboarded"),
    ],
)
def test_bash_takes_a_name_with_spaces(aixtui: Command, words: str, value: str, tmp_path: Path) -> None:
    with closing(StateStore()) as store:
        store.add_recent("sandbox", Recent("agent", "a1", "Text Analyst"))
    driver = (
        f'source "$1"; COMP_WORDS=(aixtui --sandbox {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); '
        '_aixtui; echo "${COMPREPLY[@]}"'
    )
    assert in_shell("bash", driver, aixtui, tmp_path) == f"{value}\n"


def in_shell(shell: str, driver: str, aixtui: Command, folder: Path) -> str:
    """What a driver of the script prints there."""
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    program = folder / "bin" / "aixtui"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aixtui "$@"\n')
    program.chmod(0o755)
    script = folder / "script"
    script.write_text(aixtui("completion", shell).out)
    first = [] if shell == "fish" else [shell]
    done = subprocess.run(
        [shell, "-c", driver, *first, str(script)],
        env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def test_a_name_is_offered_once_it_is_begun_where_no_other_one_has_it() -> None:
    with closing(StateStore()) as store:
        for recent in (("agent", "a1", "Text Analyst"), ("agent", "a2", "Twin"), ("agent", "a3", "Twin")):
            store.add_recent("sandbox", Recent(*recent))
        store.add_recent("sandbox", Recent("model", "m/1", "Text Statistics"))
        store.add_recent("sandbox", Recent("model", "m/2", "Tea/Time"))
    assert completions(COMMANDS, ("--sandbox", "get", "agents/Te")) == [
        local_names.Name("agents/Text Analyst", "a1")
    ]
    assert offered("--sandbox", "get", "agents/Tw") == []
    assert offered("--sandbox", "get", "Te") == ["Text Statistics"]
    assert offered("--sandbox", "get", "agents/") == ["agents/a3", "agents/a2", "agents/a1"]


def test_files_are_offered_for_upload_and_download() -> None:
    assert offered("upload", "") == offered("upload", "a.txt", "b") == [":files"]
    assert offered("download", "files/F", "x") == [":files"]


def test_settings_and_what_they_take_are_offered(own_folders: Path) -> None:
    write_theme("harbour", 'primary = "teal"')
    file = own_folders / "config" / "aixtui" / "config.toml"
    file.write_text("[profiles.work]\n")
    assert offered("config", "get", "browse.") == ["browse.page-size", "browse.disk-cache"]
    assert "profiles.work.tint" in offered("config", "set", "profiles.")
    assert offered("config", "set", "keys.delete-") == ["keys.delete-run"]
    assert offered("config", "set", "theme", "no") == ["nord"]
    assert offered("config", "set", "theme", "har") == ["harbour"]
    assert offered("config", "set", "profiles.work.tint", "") == ["good", "info", "warn", "bad"]
    assert offered("config", "set", "browse.disk_cache", "") == ["true", "false"]
    assert offered("config", "set", "profile", "w") == ["work"]
    assert offered("keys", "bro") == ["browse"]


def test_filters_and_sorts_are_those_of_the_kind_that_was_named() -> None:
    assert offered("ls", "models", "--filter", "func") == ["function="]
    assert "status=onboarded" in offered("ls", "model", "--filter", "status=o")
    assert "onboarded" in offered("ls", "models", "--filter", "status", "=", "o")  # as bash parts it
    assert "--filter=function=" in offered("ls", "models", "--filter=f")
    assert "name" in offered("ls", "agents", "--sort", "")
    assert offered("ls", "agents", "--sort", "-nam") == ["-name"]
    assert offered("ls", "--sort", "") == []
