"""The command as a process of its own: signals, pipes, encodings, a terminal."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from aixtui.cli.exit_codes import KEY

AIXTUI = [sys.executable, "-m", "aixtui"]
LIMIT = 60
# What starts the tests may ignore SIGINT, which children inherit.
INTERRUPTIBLE = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from aixtui.__main__ import main; main()"
)


def test_the_headless_command_needs_nothing_but_the_sandbox() -> None:
    command = [*AIXTUI, "run", "sandbox/text-statistics", "--ephemeral", "--text", "One. Two."]
    process = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
    assert (process.returncode, process.stderr) == (0, "")
    assert json.loads(process.stdout)["data"]["sentences"] == 2


@pytest.mark.usefixtures("sandbox_access")
def test_an_interrupted_run_says_what_goes_on_and_ends_with_130() -> None:
    arguments = ["run", "sandbox/long-document-report", "-v", "--text", "A sentence.\n\n" * 40]
    command = [sys.executable, "-c", INTERRUPTIBLE, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while "polled" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=LIMIT)
    assert (process.returncode, out) == (130, "")
    assert re.search(r"Stopped waiting. The run goes on: aixtui runs attach \w+ watches it again", err)
    assert "Traceback" not in err


@pytest.fixture
def default_sighup() -> Iterator[None]:
    """Under nohup the tests themselves ignore it, and so would what they start."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("default_sighup")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_command_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    command = [*AIXTUI, "run", "sandbox/long-document-report", "--ephemeral", "-v", "--text", "One."]
    environ = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ
    ) as process:
        assert process.stderr is not None
        while "polled" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(number)
        out, err = process.communicate(timeout=LIMIT)
    assert (process.returncode, out) == (128 + number, "")
    assert "Traceback" not in err
    assert not list(tmp_path.glob("aixtui-sandbox-*"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "sandbox/long-document-report", "--ephemeral", "-v", "--text", "One. " * 400),
        ("exec", "--ephemeral", "--", "sh", "-c", "echo polled >&2; read nothing"),
    ],
)
def test_a_command_that_is_killed_leaves_nothing_behind(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    environ = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [*AIXTUI, *arguments], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ
    ) as process:
        assert process.stderr is not None
        while "polled" not in process.stderr.readline():
            assert process.poll() is None
        assert list(tmp_path.glob("aixtui-sandbox-*"))
        process.kill()
        process.wait(LIMIT)
        deadline = monotonic() + LIMIT
        while list(tmp_path.glob("aixtui-sandbox-*")):
            assert monotonic() < deadline
            sleep(0.01)


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize("lines", [0, 1])
@pytest.mark.parametrize(
    "arguments",
    [("get", "sandbox/sentiment"), ("keys",), ("ls", "models", "--all", "-o", "jsonl"), ("--help",)],
)
def test_a_reader_that_leaves_is_no_error_message(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], lines: int
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)  # else nothing is left to be flushed at the exit
    source, sink = os.pipe()
    with os.fdopen(source, "rb", buffering=0) as reader:
        process = subprocess.Popen([*AIXTUI, *arguments], stdout=sink, stderr=subprocess.PIPE, text=True)
        os.close(sink)
        for _ in range(lines):
            reader.read(10)
    with process:
        _, said = process.communicate(timeout=LIMIT)
    assert process.returncode in (0, 1)  # what fits the pipe was written whole
    assert "BrokenPipe" not in said
    assert "ignored" not in said


@pytest.mark.usefixtures("sandbox_access")
def test_remarks_that_nobody_reads_change_nothing() -> None:
    source, sink = os.pipe()
    os.close(source)
    with os.fdopen(sink, "w") as pipe:
        for arguments, code in ((("get", "agents/nobody"), 3), (("ls", "models", "-o", "ids"), 0)):
            process = subprocess.run(
                [*AIXTUI, *arguments], stdout=subprocess.PIPE, stderr=pipe, timeout=LIMIT, check=False
            )
            assert process.returncode == code


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize("arguments", [("ls", "models"), ("get", "sandbox/sentiment")])
def test_a_full_disk_is_one_clear_sentence(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [*AIXTUI, *arguments]
        process = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=LIMIT, check=False
        )
    assert process.returncode == 1
    assert process.stderr == "Cannot write the output: No space left on device.\n"


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize("arguments", [("ls", "models"), ("get", "sandbox/sentiment")])
def test_a_closed_stdout_is_one_clear_sentence(arguments: tuple[str, ...]) -> None:
    command = ["sh", "-c", 'exec "$@" >&-', "sh", *AIXTUI, *arguments]
    process = subprocess.run(command, stderr=subprocess.PIPE, text=True, timeout=LIMIT, check=False)
    assert process.returncode == 1
    assert process.stderr == "Cannot write the output: Standard output is closed.\n"


@pytest.mark.usefixtures("sandbox_access")
def test_stdin_that_is_no_text_is_refused_in_every_locale() -> None:
    command = [*AIXTUI, "run", "sandbox/text-statistics", "-i", "text=@-"]
    environ = {**os.environ, "LC_ALL": "C"}
    process = subprocess.run(
        command, input=b"\xff\xfe", capture_output=True, timeout=LIMIT, check=False, env=environ
    )
    assert (process.returncode, process.stdout) == (2, b"")
    assert b"-i text: '-' is not UTF-8 text." in process.stderr


@pytest.mark.usefixtures("sandbox_access")
def test_a_terminal_of_another_encoding_gets_valid_json() -> None:
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [*AIXTUI, "ls", "models", "-q", "hostile", "-o", "json", "--size", "100"]
    process = subprocess.run(command, capture_output=True, timeout=LIMIT, check=True, env=environ)
    assert json.loads(process.stdout.decode("ascii"))["items"]


@pytest.mark.usefixtures("sandbox_addresses")
def test_a_typed_key_is_not_shown() -> None:
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [*AIXTUI, "auth", "login", "--insecure-storage"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)  # so that reading ends when the command does
    with process, os.fdopen(ours, "r+b", buffering=0) as terminal:
        screen = b""
        while b"API key" not in screen:
            screen += terminal.read(1000)
        terminal.write(b"wrong-key-0123456789\n")
        while b"not accepted" not in screen:
            screen += terminal.read(1000)
        assert process.wait(LIMIT) == KEY
    assert b"wrong-key" not in screen
