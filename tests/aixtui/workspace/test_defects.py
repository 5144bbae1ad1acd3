import stat
from pathlib import Path

import pytest

from aixtui.auth.secret import Secret
from aixtui.system.paths import log_dir
from aixtui.workspace import defects
from aixtui.workspace.defects import Defect, record, record_lines
from aixtui.workspace.problems import explain

pytestmark = pytest.mark.usefixtures("told_defect")


def fail(message: str) -> None:
    variable = "the value of " + "a variable"
    try:
        raise KeyError("first")
    except KeyError as error:
        raise RuntimeError(message) from error if variable else None


def caught(message: str) -> RuntimeError:
    with pytest.raises(RuntimeError) as info:
        fail(message)
    return info.value


def report_of(defect: Defect) -> str:
    assert not defect.problem
    return defect.path.read_text(encoding="utf-8")


def test_the_report_tells_where_it_happened_and_what_led_to_it() -> None:
    defect = record(caught("second"))
    assert defect.name == "RuntimeError"
    assert defect.path.parent == log_dir()
    assert defect.report == f"a report is in {defect.path}"
    assert stat.S_IMODE(defect.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(defect.path.parent.stat().st_mode) == 0o700
    text = report_of(defect)
    assert text.index("KeyError: 'first'") < text.index("which caused:") < text.index("RuntimeError: second")
    assert f'File "{__file__}", line ' in text
    assert ", in fail\n    raise RuntimeError(message)" in text
    for fact in ("aixtui ", "time ", "python ", "textual ", "platform ", "terminal "):
        assert f"\n{fact}" in f"\n{text}"


def test_the_report_holds_no_variable_no_secret_and_nothing_that_acts() -> None:
    Secret("a-key-nobody-may-see")
    text = report_of(record(caught("\x1b]0;title\x07\u202ea-key-nobody-may-see password=hunter2\nline")))
    assert "the value of a variable" not in text
    assert "a-key-nobody" not in text
    assert "hunter2" not in text
    assert text.replace("\n", "").isprintable()
    assert "\\x1b]0;title\\x07\\u202e" in text
    assert "password=[hidden]\\nline" in text


def test_a_message_and_a_stack_without_end_are_cut() -> None:
    def deeper() -> None:
        deeper()

    with pytest.raises(RecursionError) as info:
        deeper()
    text = report_of(record(info.value))
    assert text.count("in deeper") < defects.MOST_FRAMES
    assert " frames ..." in text
    assert "RecursionError: maximum" in text
    long = report_of(record(caught("word " * 10_000)))
    assert "... (50000 characters)" in long
    assert len(long) < 10_000


def test_groups_notes_and_errors_that_fail_themselves_are_told() -> None:
    class SilentError(Exception):
        def __str__(self) -> str:
            raise ValueError

    error = ExceptionGroup("both", [caught("in a group"), SilentError()])
    error.add_note("a note\x07")
    text = report_of(record(error))
    assert "ExceptionGroup: both (2 sub-exceptions)" in text
    assert "note: a note\\x07" in text
    assert "1 of 2 in this group:" in text
    assert "RuntimeError: in a group" in text
    assert "SilentError: (it cannot be said in words)" in text


def test_an_error_that_is_its_own_context_ends() -> None:
    one, other = ValueError("one"), ValueError("other")
    one.__context__, other.__context__ = other, one
    assert report_of(record(one)).count("ValueError: one") == 1


def test_only_the_last_reports_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(defects, "MOST_REPORTS", 3)
    log_dir().mkdir(parents=True)
    other = log_dir() / "something.log"
    other.touch()
    for second in range(5):
        (log_dir() / f"report-2020-01-01T00-00-0{second}.txt").touch()
    paths = [record(caught(f"{number}")).path for number in range(2)]
    left = sorted(log_dir().glob("report-*"))
    assert {path.name for path in left} == {"report-2020-01-01T00-00-04.txt", *(path.name for path in paths)}
    assert other.exists()


def test_what_cannot_be_written_is_said_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(caught("one that can"))
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    defect = record(caught("x"))
    assert defect.report == f"no report could be written to {log_dir()}: Not a directory."


def test_lines_are_as_harmless_as_an_error() -> None:
    text = report_of(record_lines("it", ["one \x1b[31m", "token=abc"]))
    assert text.endswith("\none \\x1b[31m\ntoken=[hidden]\n")


def test_an_error_that_nobody_expected_is_explained_with_its_report() -> None:
    problem = explain(KeyError("x"))
    (path,) = log_dir().glob("report-*")
    assert problem.hint == f"This is a defect of aixtui; a report is in {path}"
