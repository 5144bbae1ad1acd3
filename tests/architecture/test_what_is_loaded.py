"""What a process really loads. The import graph cannot see late imports, a promise about start-up."""

import subprocess
import sys

import pytest

HEAVY = {"textual", "rich", "httpx", "keyring", "uvicorn", "starlette", "dataclasses_json", "tomlkit", "yaml"}


def _loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys; sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()}


def _help_of(*arguments: str) -> str:
    return f"from aixtui.cli.main import run\nassert run({[*arguments, '--help']!r}) == 0"


def test_the_sdk_loads_no_ui() -> None:
    assert not _loaded_after("import aixsdk") & {
        "textual",
        "rich",
        "keyring",
        "httpx",
        "dataclasses_json",
        "aixtui",
    }


def test_a_client_of_the_sdk_loads_no_command_line_of_httpx() -> None:
    client = "from aixsdk import Aixplain; Aixplain('key', backend_url='https://h').Model"
    loaded = _loaded_after(f"import click\n{client}")
    assert "httpx" in loaded
    assert not loaded & {"rich", "pygments"}
    assert "rich" in _loaded_after("import click, httpx"), "then it is of no use any more"


def test_the_version_loads_next_to_nothing() -> None:
    version = "import sys; sys.argv = ['aixtui', '--version']\nfrom aixtui.__main__ import main; main()"
    assert not _loaded_after(version) & (HEAVY | {"click", "platformdirs", "aixsdk", "sqlite3"})


@pytest.mark.parametrize("command", [(), ("run",), ("auth", "login")])
def test_help_loads_nothing_heavy(command: tuple[str, ...]) -> None:
    assert not _loaded_after(_help_of(*command)) & HEAVY


def test_commands_that_look_load_no_event_loop() -> None:
    assert "asyncio" not in _loaded_after("import aixtui.cli.browse, aixtui.cli.connecting, aixsdk.core")


def test_the_kinds_load_neither_transport_nor_ui() -> None:
    assert not _loaded_after("import aixtui.kinds") & HEAVY


def test_the_first_screen_loads_nothing_that_is_opened_from_it() -> None:
    code = "import aixtui.build, aixtui.screens.browse.screen, sys\nsys.stdout.write('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "aixtui.controllers.resource" in loaded
    assert not loaded & {"aixtui.editing.document", "aixtui.editing.form", "aixtui.running.run"}


def test_the_check_would_notice() -> None:
    assert "click" in _loaded_after("import click")
