"""What a process really loads. The import graph cannot see late imports, a promise about start-up."""

import subprocess
import sys

import pytest

HEAVY = {"textual", "rich", "httpx", "keyring", "uvicorn", "starlette", "dataclasses_json", "tomlkit"}


def _loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys; sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()}


def _run_command(*arguments: str) -> str:
    return (
        f"import sys; sys.argv = ['aixtui', *{list(arguments)!r}]\n"
        "from aixtui.__main__ import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code"
    )


def test_the_sdk_loads_no_ui() -> None:
    assert not _loaded_after("import aixsdk") & {
        "textual",
        "rich",
        "keyring",
        "httpx",
        "dataclasses_json",
        "aixtui",
    }


def test_the_version_loads_next_to_nothing() -> None:
    assert not _loaded_after(_run_command("--version")) & (HEAVY | {"click", "platformdirs", "aixsdk"})


@pytest.mark.parametrize("arguments", [("--help",), ("run", "--help"), ("auth", "login", "--help")])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert not _loaded_after(_run_command(*arguments)) & HEAVY


def test_the_kinds_load_neither_transport_nor_ui() -> None:
    assert not _loaded_after("import aixtui.kinds") & HEAVY


def test_the_check_would_notice() -> None:
    assert "click" in _loaded_after("import click")
