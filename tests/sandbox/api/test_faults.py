import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import httpx
import pytest

from aixtui.sandbox import RunningSandbox, SandboxError, start
from aixtui.sandbox.faults import Fault, read_fault
from tests.sandbox.conftest import client_of

PAGE = "/v2/models/paginate"


class Asking:
    """Asks for a page with a fault, in one of the three ways: by header, by query, or by the server's own."""

    def __init__(self, way: str, common: RunningSandbox, file: Path, folder: Path) -> None:
        self.way = way
        self._common = common
        self._file = file
        self._folder = folder
        self._stack = ExitStack()
        self._servers: dict[str, RunningSandbox] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def __call__(self, fault: str, timeout: float = 30) -> httpx.Response:
        headers, query, server = {}, {}, self._common
        if self.way == "header":
            headers = {"x-sandbox-fault": fault}
        elif self.way == "query":
            query = {"x-sandbox-fault": fault}
        else:
            server = self._served(fault)
        return httpx.post(
            server.backend_url + PAGE,
            json={"pageSize": 3},
            headers={"x-api-key": server.api_key, **headers},
            params=query,
            timeout=timeout,
        )

    def _served(self, fault: str) -> RunningSandbox:
        if fault not in self._servers:
            path = self._folder / f"{len(self._servers)}.db"
            shutil.copy(self._file, path)
            self._servers[fault] = self._stack.enter_context(start(path, fault=fault))
        return self._servers[fault]


@pytest.fixture(params=["header", "query", "server"])
def asking(
    request: pytest.FixtureRequest, sandbox: RunningSandbox, sandbox_file: Path, tmp_path: Path
) -> Iterator[Asking]:
    with Asking(request.param, sandbox, sandbox_file, tmp_path) as found:
        yield found


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_a_status_is_answered_in_the_platforms_form(asking: Asking, status: int) -> None:
    reply = asking(f"status={status},retry-after=7")
    assert reply.status_code == reply.json()["statusCode"] == status
    assert reply.headers.get("retry-after") == ("7" if status in (429, 503) else None)


@pytest.mark.parametrize(
    ("shape", "body"),
    [
        ("error-object", {"error": {"message": "This failure was asked for.", "code": 400}}),
        ("error-array", ["This failure was asked for.", "Its status is 400."]),
    ],
)
def test_the_body_of_an_error_can_have_other_shapes(asking: Asking, shape: str, body: object) -> None:
    reply = asking(f"status=400,{shape}")
    assert (reply.status_code, reply.json()) == (400, body)


@pytest.mark.parametrize("fault", ["error-object", "status=400,error-object,error-array"])
def test_a_shape_is_one_of_a_status(fault: str) -> None:
    with pytest.raises(SandboxError, match="two shapes of one status"):
        read_fault(fault)


def test_a_query_parameter_is_no_other(api: httpx.Client) -> None:
    assert api.post(f"{PAGE}?x-sandbox-fault=status%3D500", json={}).status_code == 500
    assert api.post(f"{PAGE}?host=azure", json={}).status_code == 200
    assert api.post(f"{PAGE}?no=x-sandbox-fault", json={}).status_code == 200


def test_a_fault_can_end_after_some_times(asking: Asking) -> None:
    own = {"header": 1, "query": 2, "server": 3}[asking.way]  # the same fault asked twice is counted once
    codes = [asking(f"status=502,times=2,retry-after={own}").status_code for _ in range(4)]
    assert codes == [502, 502, 200, 200]


@pytest.mark.parametrize("fault", ["latency=0.3", "latency=0.3,jitter=0.1"])
def test_latency_delays(asking: Asking, fault: str) -> None:
    began = time.monotonic()
    assert asking(fault).status_code == 200
    assert time.monotonic() - began >= 0.3


def test_jitter_delays_by_chance(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    chances = iter([0.9, 0.0])
    monkeypatch.setattr("random.random", lambda: next(chances))
    spent = []
    for _ in range(2):
        began = time.monotonic()
        assert asking("jitter=1").status_code == 200
        spent.append(time.monotonic() - began)
    assert spent[0] >= 0.9
    assert spent[1] < spent[0]


def test_a_malformed_answer_is_no_json(asking: Asking) -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        asking("malformed").json()


def test_a_page_has_wrong_types_and_duplicate_ids(asking: Asking) -> None:
    items = asking("wrong-types").json()["results"]
    ids = [item["id"] for item in items if isinstance(item, dict)]
    assert len(ids) > len(set(ids))
    assert "a string" in items
    assert any(isinstance(item, dict) and item["name"] == 12345 for item in items)


def test_a_connection_is_cut_in_the_middle(asking: Asking, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        asking("cut=100")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("fault", ["stuck", "stall=50"])
def test_a_stuck_answer_does_not_come_and_harms_nobody_else(
    asking: Asking, api: httpx.Client, fault: str
) -> None:
    with pytest.raises(httpx.ReadTimeout):
        asking(fault, timeout=0.3)
    assert asking("latency=0").status_code == 200


def test_an_answer_can_trickle(asking: Asking) -> None:
    whole = len(asking("latency=0").content)
    began = time.monotonic()
    assert len(asking(f"trickle={whole * 3}").content) == whole
    assert time.monotonic() - began >= 0.25


def test_the_whole_server_can_fail_but_for_a_request_that_asks_otherwise() -> None:
    with start(None, assets=1, fault="status=503") as running:
        headers = {"x-api-key": running.api_key}
        asked = f"{running.backend_url}/v2/models/x"
        assert httpx.get(asked, headers=headers).status_code == 503
        assert httpx.get(asked, headers={**headers, "x-sandbox-fault": "latency=0"}).status_code == 404
        assert httpx.get(f"{running.backend_url}/health").status_code == 200


def test_a_stuck_request_does_not_hold_up_the_end() -> None:
    running = start(None, assets=1)
    with client_of(running) as client, pytest.raises(httpx.ReadTimeout):
        client.get("/v2/models/x", headers={"x-sandbox-fault": "stuck"}, timeout=0.1)
    began = time.monotonic()
    running.stop()
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "text", ["fly", "status", "status=200", "latency=x", "latency=-1", "latency=nan", "stuck=2"]
)
def test_an_unknown_fault_is_refused(api: httpx.Client, text: str) -> None:
    with pytest.raises(SandboxError):
        read_fault(text)
    assert api.get("/v2/models/x", headers={"x-sandbox-fault": text}).status_code == 400
    with pytest.raises(SandboxError):
        start(None, fault=text)


def test_faults_are_read_from_text() -> None:
    assert read_fault("") == Fault()
    assert read_fault(" latency=0.5, retry_after=3 ,stuck") == Fault(latency=0.5, retry_after=3, stuck=True)
