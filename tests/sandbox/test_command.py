import re
import signal
import socket
import subprocess
from pathlib import Path

import httpx
import pytest

from aixtui.sandbox import start
from tests.sandbox.command import SECONDS, command


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_what_a_client_needs_serves_and_stops_cleanly(
    tmp_path: Path, ending: signal.Signals
) -> None:
    db = tmp_path / "s.db"
    served = subprocess.Popen(
        command("--port", "0", "--db", str(db), "--assets", "60"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert served.stdout
    *lines, command_line = [served.stdout.readline().rstrip("\n") for _ in range(4)]
    values = dict(line.split(": ", 1) for line in lines)
    assert list(values) == ["backend", "models", "key"]
    pasted = subprocess.run(
        ["/bin/sh", "-c", f"{command_line}; env"], capture_output=True, text=True, timeout=SECONDS, env={}
    )
    environment = dict(line.split("=", 1) for line in pasted.stdout.splitlines())
    assert (
        environment.items()
        >= {
            "BACKEND_URL": values["backend"],
            "MODELS_RUN_URL": values["models"],
            "TEAM_API_KEY": values["key"],
            "AIXPLAIN_ALLOW_INSECURE_URLS": "1",
            "AIXPLAIN_UPLOAD_HOST_ALLOWLIST": "127.0.0.1",
        }.items()
    )
    assert values["models"] == f"{values['backend']}/api/v2/execute"
    headers = {"x-api-key": values["key"]}
    reply = httpx.post(f"{values['backend']}/v2/models/paginate?x=secret", json={}, headers=headers)
    assert reply.json()["total"] > 0
    httpx.get(f"{values['backend']}/v2/%1b]0;title%07%e2%80%ae")
    served.send_signal(ending)
    out, log = served.communicate(timeout=SECONDS)
    assert served.returncode == 0
    assert out == ""
    assert "POST /v2/models/paginate 200" in log
    assert values["key"] not in log
    assert "secret" not in log
    assert "GET /v2/%1b]0;title%07%e2%80%ae 401" in log
    assert "Traceback" not in log
    assert re.search("Python code of tools (is confined by|.*It is refused)", log)
    assert db.exists()


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            command("--port", port, "--db", str(tmp_path / "s.db")),
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert f"Port {port} of 127.0.0.1 is in use." in done.stderr
    assert "--port" in done.stderr


def test_faults_are_for_the_whole_server(tmp_path: Path) -> None:
    db = str(tmp_path / "s.db")
    served = subprocess.Popen(
        command(
            "--port", "0", "--db", db, "--quiet", "--assets", "60", "--fault", "status=429,retry-after=9"
        ),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert served.stdout
    url = served.stdout.readline().split(": ", 1)[1].strip()
    reply = httpx.post(f"{url}/v2/models/paginate", json={})
    assert (reply.status_code, reply.headers["retry-after"]) == (429, "9")
    served.terminate()
    served.communicate(timeout=SECONDS)
    wrong = subprocess.run(
        command("--port", "0", "--db", db, "--fault", "fly"), capture_output=True, text=True, timeout=SECONDS
    )
    assert wrong.returncode == 2
    assert "There is no fault 'fly'." in wrong.stderr
    assert len(wrong.stderr.strip().splitlines()) == 1


def test_a_missing_key_of_a_language_model_is_said(tmp_path: Path) -> None:
    llm = ("--llm-url", "http://127.0.0.1:1/v1", "--llm-model", "tiny", "--llm-key-env", "NOT_SET_AT_ALL")
    done = subprocess.run(
        command("--port", "0", "--db", str(tmp_path / "s.db"), *llm),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 2
    assert "NOT_SET_AT_ALL" in done.stderr


def test_a_file_that_is_served_already_is_not_served_twice(tmp_path: Path) -> None:
    db = str(tmp_path / "s.db")
    first = subprocess.Popen(
        command("--port", "0", "--db", db, "--quiet", "--assets", "60"), stdout=subprocess.PIPE, text=True
    )
    assert first.stdout
    url = first.stdout.readline().split(": ", 1)[1].strip()
    second = subprocess.run(
        command("--port", "0", "--db", db), capture_output=True, text=True, timeout=SECONDS
    )
    assert second.returncode == 1
    assert f"served already: {url}" in second.stderr
    assert httpx.get(f"{url}/health").status_code == httpx.codes.OK
    first.terminate()
    first.communicate(timeout=SECONDS)
    assert first.returncode == 0


def test_an_open_address_is_warned_about() -> None:
    served = subprocess.Popen(
        command("--host", "0.0.0.0", "--port", "0", "--ephemeral", "--assets", "60"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert served.stdout
    assert served.stdout.readline().startswith("backend: ")
    served.terminate()
    _, log = served.communicate(timeout=SECONDS)
    assert "can be reached from other machines" in log


def test_reset_starts_over_after_asking(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    with start(db, assets=1) as running:
        key = running.api_key
        refused = subprocess.run(
            command("--db", str(db), "reset", "--yes"), capture_output=True, text=True, timeout=SECONDS
        )
        assert refused.returncode == 1
        assert "has" in refused.stderr
        assert "open" in refused.stderr
    folder = tmp_path / "s.db.files"
    folder.mkdir()
    (folder / "upload").write_text("x")
    unsure = subprocess.run(
        command("--db", str(db), "reset"), input="n\n", capture_output=True, text=True, timeout=SECONDS
    )
    assert unsure.returncode != 0
    assert db.exists()
    done = subprocess.run(
        command("--db", str(db), "reset", "--yes"), capture_output=True, text=True, timeout=SECONDS
    )
    assert done.returncode == 0
    assert not db.exists()
    assert not folder.exists()
    with start(db, assets=1) as running:
        assert running.api_key != key
    again = subprocess.run(
        command("--db", str(tmp_path / "no.db"), "reset", "--yes"),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert "nothing at" in again.stderr
