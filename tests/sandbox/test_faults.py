import time

import httpx
import pytest

from aixtui.sandbox import SandboxError, start
from aixtui.sandbox.faults import Fault, read_fault
from tests.sandbox.conftest import client_of

PAGE = "/v2/models/paginate"


def ask(api: httpx.Client, fault: str, timeout: float = 30) -> httpx.Response:
    return api.post(PAGE, json={"pageSize": 3}, headers={"x-sandbox-fault": fault}, timeout=timeout)


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_a_status_is_answered_in_the_platforms_form(api: httpx.Client, status: int) -> None:
    reply = ask(api, f"status={status},retry-after=7")
    assert reply.status_code == reply.json()["statusCode"] == status
    assert reply.headers.get("retry-after") == ("7" if status in (429, 503) else None)


def test_a_query_parameter_does_the_same(api: httpx.Client) -> None:
    assert api.post(f"{PAGE}?x-sandbox-fault=status%3D500", json={}).status_code == 500
    assert api.post(f"{PAGE}?host=azure", json={}).status_code == 200


def test_a_fault_can_end_after_some_times(api: httpx.Client) -> None:
    codes = [ask(api, "status=503,times=2,retry-after=0").status_code for _ in range(4)]
    assert codes == [503, 503, 200, 200]


def test_latency_delays(api: httpx.Client) -> None:
    began = time.monotonic()
    assert ask(api, "latency=0.3").status_code == 200
    assert time.monotonic() - began >= 0.3


def test_a_malformed_answer_is_no_json(api: httpx.Client) -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        ask(api, "malformed").json()


def test_a_page_has_wrong_types_and_duplicate_ids(api: httpx.Client) -> None:
    items = ask(api, "wrong-types").json()["results"]
    ids = [item["id"] for item in items if isinstance(item, dict)]
    assert len(ids) > len(set(ids))
    assert "a string" in items
    assert any(isinstance(item, dict) and item["name"] == 12345 for item in items)


def test_a_connection_is_cut_in_the_middle(api: httpx.Client) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        ask(api, "cut=100")


@pytest.mark.parametrize("fault", ["stuck", "stall=50"])
def test_a_stuck_answer_does_not_come_and_harms_nobody_else(api: httpx.Client, fault: str) -> None:
    with pytest.raises(httpx.ReadTimeout):
        ask(api, fault, timeout=0.3)
    assert ask(api, "").status_code == 200


def test_an_answer_can_trickle(api: httpx.Client) -> None:
    whole = len(ask(api, "").content)
    began = time.monotonic()
    assert len(ask(api, f"trickle={whole * 3}").content) == whole
    assert time.monotonic() - began >= 0.25


def test_the_whole_server_can_fail_but_for_a_request_that_asks_otherwise() -> None:
    with start(None, assets=1, fault="status=503") as running, client_of(running) as client:
        headers = {"x-api-key": running.api_key}
        assert httpx.get(f"{running.backend_url}/v2/models/x", headers=headers).status_code == 503
        assert ask(client, "latency=0.001").status_code == 200


def test_a_stuck_request_does_not_hold_up_the_end() -> None:
    running = start(None, assets=1)
    with client_of(running) as client, pytest.raises(httpx.ReadTimeout):
        ask(client, "stuck", timeout=0.1)
    began = time.monotonic()
    running.stop()
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "text", ["fly", "status", "status=200", "latency=x", "latency=-1", "latency=nan", "stuck=2"]
)
def test_an_unknown_fault_is_refused(api: httpx.Client, text: str) -> None:
    with pytest.raises(SandboxError):
        read_fault(text)
    assert ask(api, text).status_code == 400


def test_faults_are_read_from_text() -> None:
    assert read_fault("") == Fault()
    assert read_fault(" latency=0.5, retry_after=3 ,stuck") == Fault(latency=0.5, retry_after=3, stuck=True)
