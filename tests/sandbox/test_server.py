import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from aixtui.sandbox import SandboxError, start
from aixtui.sandbox.web_server import listening_socket
from tests.sandbox.agents import create
from tests.sandbox.conftest import client_of

LONG_RUN = "/api/v2/execute/sandbox/long-document-report"


def test_accepted_connections_have_no_nagle_delay() -> None:
    seen: list[int] = []

    async def accept(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted = writer.get_extra_info("socket")
        seen.append(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def connect() -> None:
        listener = listening_socket("127.0.0.1", 0)
        async with await asyncio.start_server(accept, sock=listener):
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            await reader.read()
            writer.close()
            await writer.wait_closed()

    asyncio.run(connect())
    assert seen == [1]


def test_what_is_stored_survives_a_restart(tmp_path: Path) -> None:
    db = tmp_path / "deep" / "folder" / "s.db"
    with start(db) as running, client_of(running) as client:
        key = running.api_key
        made = create(client, name="Kept")
    with start(db) as again, client_of(again) as client:
        assert again.api_key == key
        assert not again.attached
        assert client.get(f"/v2/agents/{made['id']}").json() == made


def test_a_start_and_a_first_page_load_no_engines_tools_or_later_endpoints(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    start(db, assets=1).stop()
    program = """
import sys, urllib.request
from pathlib import Path
from aixtui.sandbox import start
with start(Path(sys.argv[1])) as running:
    headers = {"x-api-key": running.api_key}
    page = urllib.request.Request(f"{running.backend_url}/v2/models/paginate", b"{}", headers)
    assert urllib.request.urlopen(page).status == 200
    late = ("engines", "tools", "runs", "catalogue", "faults", "api.fault_injector", "api.agents")
    late = tuple("aixtui.sandbox." + part for part in (*late, "api.schemas.runs"))
    assert not [name for name in sys.modules if name.startswith(late)]
    run = urllib.request.Request(
        f"{running.backend_url}/api/v2/execute/sandbox/sentiment", b'{"text": "Good."}', headers
    )
    assert urllib.request.urlopen(run).status == 201
"""
    done = subprocess.run([sys.executable, "-c", program, str(db)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_temporary_sandbox_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with start(None, assets=1):
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def test_a_second_start_attaches_and_does_not_stop_the_first(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    with start(db, assets=1) as first:
        with start(db) as second:
            assert second.attached
            assert (second.backend_url, second.api_key) == (first.backend_url, first.api_key)
        assert httpx.get(f"{first.backend_url}/health").status_code == httpx.codes.OK
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{first.backend_url}/health")
    first.stop()


def test_a_run_that_the_end_cuts_off_is_interrupted(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    with start(db) as running, client_of(running) as client:
        run = client.post(LONG_RUN, json={"text": "x", "pace": 10}).json()["requestId"]
        agent = client.post("/v2/agents/sandbox-ws%2Freport-writer/run", json={"query": "x"}).json()[
            "requestId"
        ]
    with start(db) as again, client_of(again) as client:
        cut = client.get(f"/api/v1/data/{run}").json()
        assert (cut["status"], cut["completed"]) == ("FAILED", True)
        assert "interrupted" in cut["supplierError"]
        assert "interrupted" in client.get(f"/sdk/agents/{agent}/result").json()["data"]["error"]


def test_results_are_kept_for_some_days(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    with start(db) as running, client_of(running) as client:
        run = client.post("/api/v2/execute/sandbox/sentiment", json={"text": "Good."}).json()["requestId"]
    with start(db) as running, client_of(running) as client:
        assert client.get(f"/api/v1/data/{run}").status_code == httpx.codes.OK
    with start(db, keep_days=0) as running, client_of(running) as client:
        assert client.get(f"/api/v1/data/{run}").status_code == httpx.codes.NOT_FOUND


def test_a_result_is_gone_once_it_is_too_old_while_the_server_runs(tmp_path: Path) -> None:
    with (
        start(tmp_path / "s.db", keep_days=1 / 86_400, step_seconds=0) as running,
        client_of(running) as client,
    ):
        run = client.post("/api/v2/execute/sandbox/sentiment", json={"text": "Good."}).json()["requestId"]
        agent = client.post("/v2/agents/sandbox-ws%2Ffeedback-sorter/run", json={"query": "Good."}).json()
        for address in (f"/api/v1/data/{run}", f"/sdk/agents/{agent['requestId']}/result"):
            limit = time.monotonic() + 20
            while client.get(address).status_code != httpx.codes.NOT_FOUND:
                assert time.monotonic() < limit
                time.sleep(0.05)


def test_a_killed_server_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    db = tmp_path / "s.db"
    script = (
        "import sys, time; from pathlib import Path; from aixtui.sandbox import start\n"
        "r = start(Path(sys.argv[1])); print(r.backend_url, r.api_key, flush=True); time.sleep(60)"
    )
    server = subprocess.Popen([sys.executable, "-c", script, str(db)], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    url, key = server.stdout.readline().split()
    with httpx.Client(base_url=url, headers={"x-api-key": key}) as client:
        made = [create(client, name=f"Agent {number}")["id"] for number in range(30)]
        run = client.post(LONG_RUN, json={"text": "x", "pace": 10}).json()["requestId"]
        attached = start(db)
        assert attached.attached
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    server.stdout.close()
    with start(db) as again, client_of(again) as client:
        assert not again.attached
        assert all(client.get(f"/v2/agents/{id}").status_code == httpx.codes.OK for id in made)
        assert "interrupted" in client.get(f"/api/v1/data/{run}").json()["supplierError"]
    with sqlite3.connect(db) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SandboxError, match=f"Port {port} of 127.0.0.1 is in use"):
            start(tmp_path / "s.db", port=port)
    with start(tmp_path / "s.db", assets=1) as running:
        assert not running.attached


@pytest.mark.parametrize("host", ["203.0.113.9", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(SandboxError):
        start(tmp_path / "s.db", host=host)


def test_a_stop_does_not_wait_for_work(tmp_path: Path) -> None:
    running = start(tmp_path / "s.db")
    with client_of(running) as client:
        client.post(LONG_RUN, json={"text": "x", "pace": 10})
        began = time.monotonic()
        running.stop()
    assert time.monotonic() - began < 5


def test_a_stop_lets_what_is_being_answered_end_and_cuts_off_what_takes_longer(tmp_path: Path) -> None:
    with (
        start(tmp_path / "s.db", assets=1) as running,
        being_answered(running.backend_url, in_seconds=0.3) as answered,
        being_answered(running.backend_url, in_seconds=60) as cut_off,
    ):
        running.stop()
        assert answered.read()
        with pytest.raises(httpx.RemoteProtocolError):
            cut_off.read()


@contextmanager
def being_answered(url: str, in_seconds: float) -> Iterator[httpx.Response]:
    """An answer whose head has come."""
    size = len(httpx.get(f"{url}/openapi.json").content)
    fault = {"x-sandbox-fault": f"trickle={max(1, int(size / in_seconds))}"}
    with httpx.stream("GET", f"{url}/openapi.json", headers=fault, timeout=10) as answer:
        yield answer


def test_importing_the_package_loads_no_server() -> None:
    script = "import sys, aixtui.sandbox; print({'starlette', 'uvicorn', 'sqlite3'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_serving_loads_no_engine_library(tmp_path: Path) -> None:
    libraries = (
        "langdetect",
        "vaderSentiment",
        "spellchecker",
        "segno",
        "jmespath",
        "imagesize",
        "tinytag",
        "requests",
        "numpy",
        "zipfile",
    )
    script = (
        "import sys; from aixtui.sandbox import start\n"
        "with start(None, assets=1): print({*sys.argv[1:]} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *libraries], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_of_many_starts_at_once_one_serves(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from aixtui.sandbox import start\n"
        "r = start(Path(sys.argv[1]), assets=1); print(r.attached, r.backend_url, flush=True)\n"
        "sys.stdin.read(); r.stop()"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "s.db")]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(5)
    ]
    lines = [process.stdout.readline().split() for process in started if process.stdout]
    for process in started:
        process.communicate()
    assert sorted(line[0] for line in lines) == ["False", *["True"] * 4]
    assert len({line[1] for line in lines}) == 1
    assert [process.returncode for process in started] == [0] * 5
