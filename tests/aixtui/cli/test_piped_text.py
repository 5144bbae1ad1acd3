"""The main input of a run from a pipe or a file on standard input."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LIMIT = 60
RUN = [sys.executable, "-m", "aixtui", "run", "sandbox/text-statistics"]
pytestmark = pytest.mark.usefixtures("sandbox_access")


def sentences(text: bytes | None, *arguments: str) -> int:
    done = subprocess.run([*RUN, *arguments], input=text, capture_output=True, timeout=LIMIT, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    found: int = json.loads(done.stdout)["data"]["sentences"]
    return found


def test_what_is_piped_is_the_main_input() -> None:
    assert sentences(b"One sentence. And another.") == 2


def test_a_dash_names_what_is_piped() -> None:
    assert sentences(b"One sentence. And another.", "--text", "-") == 2


@pytest.mark.parametrize("given", [("--text", "Only one."), ("-i", "text=Only one.")])
def test_what_is_piped_is_left_where_the_input_is_given(given: tuple[str, ...]) -> None:
    assert sentences(b"One sentence. And another.", *given) == 1


def test_a_pipe_is_not_read_where_the_input_is_given() -> None:
    source, sink = os.pipe()  # nobody ever writes: reading would never end
    try:
        done = subprocess.run(
            [*RUN, "--text", "Only one."], stdin=source, capture_output=True, timeout=LIMIT, check=False
        )
    finally:
        os.close(source)
        os.close(sink)
    assert done.returncode == 0


def test_a_file_on_standard_input_is_read(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("One sentence. And another.")
    with file.open("rb") as stdin:
        done = subprocess.run(RUN, stdin=stdin, capture_output=True, timeout=LIMIT, check=False)
    assert json.loads(done.stdout)["data"]["sentences"] == 2


@pytest.mark.parametrize("stdin", [subprocess.DEVNULL, subprocess.PIPE])
def test_nothing_on_standard_input_is_no_input(stdin: int) -> None:
    with subprocess.Popen(RUN, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _, err = process.communicate(timeout=LIMIT)
    assert process.returncode == 2
    assert b"text is required" in err


def test_bytes_that_are_no_text_are_refused() -> None:
    done = subprocess.run(RUN, input=b"\xff\xfe", capture_output=True, timeout=LIMIT, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--text text: '-' is not UTF-8 text." in done.stderr


@pytest.mark.parametrize("given", [(), ("--text", "-"), ("-i", "text=@-")])
def test_what_is_piped_behind_a_key_is_the_main_input(given: tuple[str, ...], sandbox_access: Any) -> None:
    text = f"{sandbox_access.api_key}\nOne sentence. And another.\n"
    assert sentences(text.encode(), "--api-key-stdin", *given) == 2
