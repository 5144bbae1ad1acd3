import json
import re
import socket
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from aixsdk.exceptions import ConnectionFailedError
from aixtui.cli.exit_codes import KEY, UNKNOWN, UNREACHABLE, USAGE
from aixtui.cli.main import run
from aixtui.kindspec.kind import Kind
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.cli.conftest import Command
from tests.aixtui.guarded import guarded_agent

TEXT = "One sentence. And a second one, a little longer!"
SLOW = ("-i", "pace=5")
"""A long job's seconds for each stage: its end is far off on any machine."""
pytestmark = pytest.mark.usefixtures("sandbox_access")


def test_ls_prints_a_table_on_stdout_and_the_page_on_stderr(aixtui: Command) -> None:
    outcome = aixtui("ls", "models", "-q", "text statistics", "--size", "3")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0].split("\t")[:2] == ["ID", "NAME"]
    assert 2 <= len(lines) <= 4
    assert outcome.err.startswith("page 1 of ")


def test_ls_as_json_is_one_document_a_page(aixtui: Command) -> None:
    first, second = (
        json.loads(aixtui("ls", "models", "-o", "json", "--size", "5", "--page", p).out) for p in "12"
    )
    assert (first["page"], second["page"]) == (1, 2)
    assert first["total"] == second["total"] > 10
    ids = [item["id"] for item in (*first["items"], *second["items"])]
    assert len(set(ids)) == 10


def test_get_prints_the_document_by_path_and_by_id(aixtui: Command) -> None:
    by_path = json.loads(aixtui("get", "sandbox/text-statistics").out)
    by_id = json.loads(aixtui("get", f"model/{by_path['id']}").out)
    assert by_path == by_id
    assert by_path["name"]


def test_what_does_not_run_here_is_not_tried_and_the_nearest_is_named(aixtui: Command) -> None:
    outcome = aixtui("run", "openai/gpt-4o", "--text", TEXT)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == (
        "GPT-4o does not run here: It runs on the live platform only; the sandbox has no engine for it."
        " Word Chain has the same function, and runs here: sandbox/word-chain/sandbox\n"
    )


def test_run_prints_the_result_as_one_json_object(aixtui: Command, tmp_path: Path) -> None:
    file = tmp_path / "paragraph.txt"
    file.write_text(TEXT, encoding="utf-8")
    ways = [
        ("--text", TEXT),
        ("-i", f"text={TEXT}"),
        ("-i", f"text=@{file}"),
        ("-i", f"text:={json.dumps(TEXT)}"),
    ]
    for way in ways:
        outcome = aixtui("run", "sandbox/text-statistics", *way)
        assert (outcome.code, outcome.err) == (0, "")
        result = json.loads(outcome.out)
        assert result["status"] == "SUCCESS"
        assert result["completed"] is True
        assert result["data"]["sentences"] == 2


def test_progress_is_on_stderr_when_asked_for(aixtui: Command) -> None:
    outcome = aixtui("run", "sandbox/text-statistics", "--text", TEXT, "-v")
    assert json.loads(outcome.out)["status"] == "SUCCESS"
    phases = [line.split()[2] for line in outcome.err.splitlines()]
    assert (phases[0], phases[1], phases[-1]) == ("sent", "accepted", "finished")
    assert "polled" in phases
    assert "judging readability" in outcome.err


def test_an_agent_runs_by_its_kind_and_tells_its_steps(aixtui: Command) -> None:
    agent = json.loads(aixtui("ls", "agents", "-o", "json", "-q", "Text Analyst").out)["items"][0]
    outcome = aixtui("run", f"agent/{agent['id']}", "--text", TEXT, "-v")
    assert outcome.code == 0
    result = json.loads(outcome.out)
    assert (result["status"], result["completed"]) == ("SUCCESS", True)
    assert len(result["data"]["steps"]) > 2
    assert "  step " in outcome.err


@pytest.mark.parametrize(
    ("action", "verdict"), [("abort", "blocked by watch: "), ("continue", "not judged by watch: ")]
)
def test_what_an_inspector_could_not_judge_is_told_beside_the_result(
    aixtui: Command, fresh_sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, action: str, verdict: str
) -> None:
    monkeypatch.setenv("BACKEND_URL", fresh_sandbox.backend_url)
    monkeypatch.setenv("MODELS_RUN_URL", fresh_sandbox.models_url)
    monkeypatch.setenv("TEAM_API_KEY", fresh_sandbox.api_key)
    outcome = aixtui("run", f"agent/{guarded_agent(fresh_sandbox, action)}", "--text", TEXT)
    assert (outcome.code, json.loads(outcome.out)["data"]["governanceSource"]) == (0, "watch")
    assert outcome.err.startswith(f"Inspectors: {verdict}It could not judge: GPT-4.1 Nano")


CALCULATOR = "tool/sandbox/calculator/sandbox"


@pytest.mark.parametrize(
    "inputs", [("action=add", "a=20", "b=22"), ("action=add", 'data:={"a": 20, "b": 22}')]
)
def test_a_tool_is_given_an_action_and_its_inputs_by_name(aixtui: Command, inputs: tuple[str, ...]) -> None:
    outcome = aixtui("run", CALCULATOR, *(word for one in inputs for word in ("-i", one)))
    assert (outcome.code, json.loads(outcome.out)["data"]) == (0, 42)


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        (("a=1",), "Choose one of its actions with -i action=NAME: calculate, add."),
        (("action=none",), "Choose one of its actions"),
        (("action=add", "a=1"), "b is required."),
        (("action=add", "a=1", "b=x"), "b must be a number"),
        (("action=add", "c=1"), "There is no parameter 'c'. It takes a, b."),
    ],
)
def test_what_an_action_does_not_take_is_said(
    aixtui: Command, inputs: tuple[str, ...], sentence: str
) -> None:
    outcome = aixtui("run", CALCULATOR, *(word for one in inputs for word in ("-i", one)))
    assert (outcome.code, outcome.out) == (2, "")
    assert sentence in outcome.err


def test_a_file_is_given_by_its_path_and_uploaded(aixtui: Command, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Some notes.", encoding="utf-8")
    outcome = aixtui("run", "sandbox/file-checksum", "-i", f"file={file}")
    assert outcome.code == 0, outcome.err
    assert sha256(b"Some notes.").hexdigest() in outcome.out
    run_id = json.loads(aixtui("runs", "ls", "-o", "json").out)["items"][0]["id"]
    kept = json.loads(aixtui("runs", "show", run_id).out)
    assert kept["inputs"] == {"file": str(file)}
    assert kept["sent_inputs"]["file"].startswith("http")
    missing = aixtui("run", "sandbox/file-checksum", "-i", f"file={tmp_path}/none")
    assert (missing.code, "that is there" in missing.err) == (2, True)


def test_a_long_run_can_be_given_a_time_limit(aixtui: Command) -> None:
    outcome = aixtui("run", "sandbox/long-document-report", "--text", TEXT * 20, *SLOW, "--timeout", "3")
    assert (outcome.code, outcome.out) == (UNKNOWN, "")
    assert "No result within 3 seconds. The run was accepted. The run goes on: aixtui" in outcome.err
    (run_id,) = re.findall(r"aixtui runs attach (\w+) watches", outcome.err)
    assert aixtui("runs", "show", run_id, "--jq", ".phase").code == 0


def test_a_time_limit_in_a_sandbox_promises_nothing(aixtui: Command, sandbox_copy: Path) -> None:
    own = ("--db", str(sandbox_copy))
    outcome = aixtui("run", "sandbox/long-document-report", *own, "--text", TEXT, *SLOW, "--timeout", "5")
    assert (outcome.code, outcome.out) == (UNKNOWN, "")
    assert "A sandbox ends with the command that started it, and its runs with it." in outcome.err


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("run", "sandbox/no-such-model", "--text", "x"), 3, "Not found"),
        (("get", "no-such-id"), 3, "Not found"),
        (("get", "agent/no-such-id"), 3, "Not found"),
        (("run", "sandbox/text-statistics"), 2, "text is required"),
        (("run", "sandbox/text-statistics", "-i", "txet=x"), 2, "no parameter 'txet'. Did you mean text?"),
        (("run", "sandbox/text-statistics", "-i", "text"), 2, "is not NAME=VALUE"),
        (
            ("run", "sandbox/text-statistics", "--text", "x", "-i", "text=y"),
            2,
            "--text and -i both give 'text'",
        ),
        (("run", "sandbox/text-statistics", "-i", "text:=NaN"), 2, "text must be a finite number"),
        (("run", "sandbox/text-statistics", "-i", 'text:={"a": [1e999]}'), 2, "text must be a finite number"),
        (("run", "sandbox/text-statistics", "--text", "x", "--timeout", "nan"), 2, "not a number of seconds"),
        (("run", "sandbox/text-statistics", "--text", "x", "--timeout", "inf"), 2, "not in the range"),
        (("ls", "models", "--page", "99999"), 1, "There is no page 99999; the last one is "),
        (("ls", "models", "--page", "99999", "-o", "json"), 1, "There is no page 99999"),
        (("ls", "modles"), 2, "no kind 'modles'"),
        (("ls", "runs state=failed"), 2, "Runs are listed by aixtui runs ls."),
        (("get", "agnets/text"), 3, "Did you mean agents/text?"),
        (("get", "agents"), 3, "agents is a kind: write agents/ID."),
        (("ls", "models", "developer=openai"), 2, "Did you mean --filter developer=openai?"),
        (("run", "sandbox/sentiment", "text=Some words"), 2, "Did you mean -i 'text=Some words'?"),
        (("edit", "agents/x", "name=New"), 2, "Did you mean -f name=New?"),
        (("run", "sandbox/sentiment", "So", "glad."), 2, "Did you mean --text 'So glad.'?"),
        (("ls", "models", "whisper"), 2, "Did you mean -q whisper?"),
        (("get", "aixplain/text"), 3, "aixtui ls models -q text."),
        (("ls", "models", "--backend-url", "ftp://x"), 2, "--backend-url is not usable"),
        (("ls", "models", "--profile", "nope"), 3, "no profile 'nope'"),
    ],
)
def test_bad_input_is_one_clear_sentence(
    aixtui: Command, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    outcome = aixtui(*arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert sentence in outcome.err
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize("number", ["nan", "-inf", "1e999"])
def test_a_number_that_cannot_be_sent_is_refused_by_name(aixtui: Command, number: str) -> None:
    outcome = aixtui("run", "sandbox/key-phrases", "--text", "Some text.", "-i", f"top={number}")
    assert (outcome.code, outcome.out) == (2, "")
    assert "top must be a number, not" in outcome.err


def test_nothing_found_is_an_empty_first_page(aixtui: Command) -> None:
    outcome = aixtui("ls", "models", "-q", "no-asset-is-called-this")
    assert (outcome.code, outcome.err) == (0, "page 1 of 1, 0 models\n")


def test_a_wrong_key_is_one_clear_sentence(aixtui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAM_API_KEY", "wrong-key-0123456789")
    outcome = aixtui("ls", "models")
    assert (outcome.code, outcome.out) == (KEY, "")
    assert "key was not accepted" in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert "wrong-key" not in outcome.err


def test_an_unreachable_backend_is_one_clear_sentence(aixtui: Command) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))  # bound but not listening: refuses
        outcome = aixtui("ls", "models", "--backend-url", f"http://127.0.0.1:{server.getsockname()[1]}")
    assert (outcome.code, outcome.out) == (UNREACHABLE, "")
    assert "Cannot reach the backend" in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_no_key_at_all_is_one_clear_sentence(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch, memory_keyring: Any
) -> None:
    monkeypatch.delenv("TEAM_API_KEY")
    outcome = aixtui("ls", "models")
    assert (outcome.code, outcome.out) == (KEY, "")
    assert "no API key for profile 'default'" in outcome.err
    assert "aixtui auth login" in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_a_broken_settings_file_is_one_clear_sentence(aixtui: Command, own_folders: Path) -> None:
    file = own_folders / "config" / "aixtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[browse]\npagesize = 3")
    outcome = aixtui("ls", "models")
    assert (outcome.code, outcome.out) == (USAGE, "")
    assert (
        f"In {file}, line 2, the key 'browse.pagesize' is unknown. Did you mean 'page_size'?" in outcome.err
    )


def test_settings_give_the_page_size(aixtui: Command, own_folders: Path) -> None:
    file = own_folders / "config" / "aixtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[browse]\npage_size = 4")
    assert len(json.loads(aixtui("ls", "models", "-o", "json").out)["items"]) == 4


def test_a_profile_gives_addresses_and_a_key_command(
    aixtui: Command, sandbox_access: Any, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TEAM_API_KEY", "BACKEND_URL", "MODELS_RUN_URL"):
        monkeypatch.delenv(name)
    file = own_folders / "config" / "aixtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        f'[profiles.work]\nbackend_url = "{sandbox_access.backend_url}"\n'
        f'models_url = "{sandbox_access.models_url}"\n'
        f"key_command = 'echo {sandbox_access.api_key}'\n"
    )
    assert aixtui("--profile", "work", "ls", "models").code == 0
    status = aixtui("auth", "status", "--profile", "work")
    assert status.out.splitlines()[-1] == "from\tthe profile's key_command"
    assert sandbox_access.api_key not in status.out


def test_the_app_needs_a_terminal(aixtui: Command) -> None:
    outcome = aixtui()
    assert outcome.code == 2
    assert outcome.err == "No terminal: The app needs a terminal. Scripts use aixtui ls, get and run.\n"


def test_an_interruption_has_its_own_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("aixtui.settings.reading.read_settings", interrupt)
    assert run(["ls", "models"]) == 130


def test_a_group_without_a_command_is_explained_in_lines(aixtui: Command) -> None:
    outcome = aixtui("runs")
    assert (outcome.code, outcome.out) == (USAGE, "")
    assert "\n  attach " in outcome.err


def test_words_of_the_api_command_name_its_own_option_and_argument(aixtui: Command) -> None:
    assert "-f 'name' is not NAME=VALUE" in aixtui("api", "POST", "v2/agents", "-f", "name").err
    assert "Missing argument 'METHOD'" in aixtui("api").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ls", "modls", "-o", "json"), "modls"),
        (("get", "--json", "id"), "Missing argument"),
        (("ls", "models", "-ojson", "--sizes", "5"), "No such option"),
        (("run", "m", "--jq=.", "--timeout", "never"), "never"),
    ],
)
def test_wrong_usage_is_told_as_json_where_the_data_would_be(
    aixtui: Command, arguments: tuple[str, ...], words: str
) -> None:
    outcome = aixtui(*arguments)
    told = json.loads(outcome.err)["error"]
    assert (outcome.code, outcome.out, told["code"]) == (USAGE, "", "usage")
    assert words in told["message"]
    assert set(told) == {"code", "title", "message", "hint"}


@pytest.mark.usefixtures("sandbox_access")
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("function=translatoin", "Nothing is known of function=translatoin. Did you mean 'translation'?"),
        ("developer=microsft", "Nothing is known of developer=microsft. Did you mean "),
    ],
)
def test_a_value_of_a_filter_that_finds_nothing_is_answered_with_the_nearest(
    aixtui: Command, said: str, words: str
) -> None:
    outcome = aixtui("ls", "models", "--filter", said, "-o", "ids")
    assert (outcome.code, outcome.out) == (0, "")
    assert words in outcome.err
    nothing = aixtui("ls", "models", "--filter", "function=translation", "-q", "no such words")
    assert "Did you mean" not in nothing.err


@pytest.mark.usefixtures("sandbox_access")
def test_where_the_nearest_value_cannot_be_asked_for_nothing_is_said(
    aixtui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    search, asked = WorkspaceGateway.search, list[Query]()

    def once(workspace: WorkspaceGateway, kind: Kind, query: Query, **kwargs: float) -> RowPage:
        asked.append(query)
        if len(asked) > 1:
            raise ConnectionFailedError("gone")
        return search(workspace, kind, query, **kwargs)

    monkeypatch.setattr(WorkspaceGateway, "search", once)
    outcome = aixtui("ls", "models", "--filter", "developer=microsft", "-o", "json")
    assert (outcome.code, json.loads(outcome.out)["items"]) == (0, [])
    assert len(asked) == 2
    assert "gone" not in outcome.err
