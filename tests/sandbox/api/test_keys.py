import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from aixtui.sandbox import RunningSandbox, start
from tests.sandbox.agents import create, tool, units
from tests.sandbox.conftest import client_of
from tests.sandbox.polls import outcome

RUN = "/api/v2/execute/sandbox/sentiment"
OTHER_RUN = "/api/v2/execute/sandbox/language-identification"


def make(own: httpx.Client, **fields: Any) -> dict[str, Any]:
    reply = own.post("/sdk/api-keys", json={"name": "ci-bot", "budget": None, "assetsLimits": [], **fields})
    assert reply.status_code == httpx.codes.CREATED, reply.text
    key: dict[str, Any] = reply.json()
    return key


def holder(running: RunningSandbox, key: dict[str, Any]) -> httpx.Client:
    return httpx.Client(base_url=running.backend_url, headers={"x-api-key": key["accessKey"]})


def limit(**numbers: int) -> dict[str, Any]:
    return {"tpm": 0, "tpd": 0, "rpm": 0, "rpd": 0, "tokenType": None, **numbers}


def test_a_key_is_shown_once_works_and_is_refused_after_its_end(
    own: httpx.Client, fresh_sandbox: RunningSandbox
) -> None:
    made = make(own, globalLimits=limit(rpd=5))
    assert len(made["accessKey"]) == 64
    shown = own.get(f"/sdk/api-keys/{made['id']}").json()
    assert shown["accessKey"] == f"{made['accessKey'][:4]}****{made['accessKey'][-4:]}"
    listed = own.request("GET", "/sdk/api-keys", json={}).json()
    assert [key["name"] for key in listed] == ["sandbox", "ci-bot"]
    assert made["accessKey"] not in str(listed)
    with holder(fresh_sandbox, made) as client:
        assert client.post("/v2/models/paginate", json={}).status_code == httpx.codes.OK
        own.delete(f"/sdk/api-keys/{made['id']}")
        assert client.post("/v2/models/paginate", json={}).status_code == httpx.codes.UNAUTHORIZED


def test_names_are_unique_and_updates_return_everything(own: httpx.Client) -> None:
    made = make(own)
    taken = own.post("/sdk/api-keys", json={"name": "ci-bot", "assetsLimits": []})
    assert taken.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "already in use" in taken.json()["message"]
    wanted = {
        "id": made["id"],
        "name": "bot",
        "budget": 25,
        "globalLimits": limit(rpm=60),
        "assetsLimits": [],
    }
    changed = own.put(f"/sdk/api-keys/{made['id']}", json=wanted).json()
    assert (changed["name"], changed["budget"], changed["globalLimits"]["rpm"]) == ("bot", 25, 60)


@pytest.mark.parametrize("name", ["rpm", "rpd"])
def test_request_limits_are_enforced(own: httpx.Client, fresh_sandbox: RunningSandbox, name: str) -> None:
    with holder(fresh_sandbox, make(own, globalLimits=limit(**{name: 2}))) as client:
        codes = [client.post(RUN, json={"text": "x"}) for _ in range(3)]
    assert [reply.status_code for reply in codes] == [201, 201, 429]
    assert int(codes[-1].headers["retry-after"]) > 0
    assert codes[-1].json()["statusCode"] == 429


@pytest.mark.parametrize("name", ["tpm", "tpd"])
def test_token_limits_are_enforced_for_one_asset(
    own: httpx.Client, fresh_sandbox: RunningSandbox, name: str
) -> None:
    asset = own.get("/v2/models/sandbox%2Fsentiment").json()["id"]
    key = make(own, assetsLimits=[{**limit(**{name: 3}), "assetId": asset}])
    with holder(fresh_sandbox, key) as client:
        assert client.post(RUN, json={"text": "ok"}).status_code == httpx.codes.CREATED
        assert (
            client.post(RUN, json={"text": "a much longer text"}).status_code == httpx.codes.TOO_MANY_REQUESTS
        )
        other = client.post(OTHER_RUN, json={"text": "a much longer text"})
        assert other.status_code == httpx.codes.CREATED


def test_usage_counts_what_ran(own: httpx.Client, fresh_sandbox: RunningSandbox) -> None:
    asset = own.get("/v2/models/sandbox%2Fsentiment").json()["id"]
    key = make(own, globalLimits=limit(rpd=1000))
    with holder(fresh_sandbox, key) as client:
        client.post(RUN, json={"text": "12345678"})
        client.post(RUN, json={"text": "1234"})
        total, row = client.get("/sdk/api-keys/usage-limits").json()
    assert total == {"requestCount": 2, "requestCountLimit": 1000, "tokenCount": 3, "tokenCountLimit": 0}
    assert (row["assetId"], row["requestCount"], row["requestCountLimit"]) == (asset, 2, None)
    assert own.get(f"/sdk/api-keys/{key['id']}/usage-limits").json() == [total, row]


def test_runs_cost_credits_and_a_spent_budget_stops_them(
    own: httpx.Client, fresh_sandbox: RunningSandbox
) -> None:
    before = own.get("/sdk/billing/wallet").json()
    assert before == {"totalBalance": 100, "reservedBalance": 0}
    with holder(fresh_sandbox, make(own, budget=0.0002)) as client:
        cost = client.post(RUN, json={"text": "x"}).json()["usedCredits"]
        assert client.get("/sdk/billing/wallet").json()["totalBalance"] == pytest.approx(100 - cost)
        refused = client.post(RUN, json={"text": "x"})
        assert client.post(RUN, json={}).status_code == httpx.codes.BAD_REQUEST
    assert refused.status_code == httpx.codes.PAYMENT_REQUIRED
    assert refused.json()["error"] == "err.not_enough_balance"


def test_a_spent_budget_stays_spent_when_the_runs_are_forgotten(
    own: httpx.Client, fresh_sandbox: RunningSandbox, tmp_path: Path
) -> None:
    key = make(own, budget=0.0002)
    with holder(fresh_sandbox, key) as client:
        assert client.post(RUN, json={"text": "x"}).is_success
    fresh_sandbox.stop()
    with start(tmp_path / "sandbox.db", keep_days=0) as again, holder(again, key) as client:
        assert client.post(RUN, json={"text": "x"}).status_code == httpx.codes.PAYMENT_REQUIRED


def test_an_expired_key_is_refused(own: httpx.Client, fresh_sandbox: RunningSandbox) -> None:
    with holder(fresh_sandbox, make(own, expiresAt="2020-01-01T00:00:00.000000Z")) as client:
        reply = client.post("/v2/models/paginate", json={})
    assert reply.status_code == httpx.codes.UNAUTHORIZED
    assert reply.json()["message"] == "The API key has expired."


def test_a_key_cannot_delete_itself(own: httpx.Client, fresh_sandbox: RunningSandbox) -> None:
    key = make(own)
    with holder(fresh_sandbox, key) as client:
        reply = client.delete(f"/sdk/api-keys/{key['id']}")
    assert (reply.status_code, reply.json()["message"]) == (403, "A key cannot delete itself.")


END = {"expiresAt": "2020-01-01T00:00:00.000000Z"}
OF_ONE_ASSET = {**limit(rpd=1), "assetId": "x"}


@pytest.mark.parametrize(
    "fields", [END, {"budget": 0.0001}, {"globalLimits": limit(rpm=1)}, {"assetsLimits": [OF_ONE_ASSET]}]
)
def test_the_sandboxs_own_key_can_be_renamed_but_neither_deleted_nor_limited(
    own: httpx.Client, fresh_sandbox: RunningSandbox, fields: dict[str, Any]
) -> None:
    [main] = own.get("/sdk/api-keys").json()
    address, renamed = f"/sdk/api-keys/{main['id']}", {"name": "mine", "globalLimits": limit()}
    with holder(fresh_sandbox, make(own)) as client:
        refused = client.put(address, json={"name": "mine", **fields})
        kept = client.delete(address)
        assert client.put(address, json=renamed).json()["name"] == "mine"
    assert (refused.status_code, "has no end, budget or limits" in refused.text) == (403, True)
    assert (kept.status_code, "cannot be deleted" in kept.text) == (403, True)
    assert own.post(RUN, json={"text": "x"}).is_success


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM api_keys",
        "DELETE FROM api_keys; DELETE FROM settings WHERE name = 'main_key'",
        f"UPDATE api_keys SET doc = '{json.dumps(END)}'",
    ],
)
def test_a_start_makes_the_own_key_good_again(
    own: httpx.Client, fresh_sandbox: RunningSandbox, tmp_path: Path, damage: str
) -> None:
    fresh_sandbox.stop()
    with closing(sqlite3.connect(tmp_path / "sandbox.db")) as connection:
        connection.executescript(damage)
    with start(tmp_path / "sandbox.db") as again, client_of(again) as client:
        assert client.get("/sdk/agents").is_success


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": ""}, "name should not be empty"),
        ({"budget": -1}, "budget must be a number that is not negative"),
        ({"globalLimits": limit(rpm=-5)}, "globalLimits.rpm must be a number that is not negative"),
        ({"globalLimits": {"tokenType": "odd"}}, "globalLimits.tokenType must be input, output or total"),
        ({"assetsLimits": [limit()]}, "assetsLimits.0.assetId must be a string"),
        ({"assetsLimits": "x"}, "assetsLimits must be an array"),
        ({"expiresAt": "soon"}, "expiresAt must be an ISO 8601 date with its time zone"),
    ],
)
def test_a_wrong_key_is_refused(own: httpx.Client, fields: dict[str, Any], message: str) -> None:
    reply = own.post("/sdk/api-keys", json={"name": "x", **fields})
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert reply.json()["message"] == message


def test_a_workspace_has_at_most_ten_keys(own: httpx.Client) -> None:
    for number in range(9):
        make(own, name=f"k{number}")
    assert "at most 10" in own.post("/sdk/api-keys", json={"name": "k9"}).json()["message"]


REPORT = "/api/v2/execute/sandbox/long-document-report"


def test_calls_at_once_do_not_go_beyond_a_budget(own: httpx.Client, fresh_sandbox: RunningSandbox) -> None:
    with holder(fresh_sandbox, make(own, budget=0.005)) as client:
        replies = [client.post(REPORT, json={"text": "Good.", "pace": 0.2}) for _ in range(4)]
        assert [reply.status_code for reply in replies] == [201, 201, 402, 402]
        assert "costs 0.002" in replies[2].json()["message"]
        wallet = own.get("/sdk/billing/wallet").json()
        assert wallet["reservedBalance"] == pytest.approx(0.004)
        for reply in replies[:2]:
            assert outcome(client, reply.json()["data"])["usedCredits"] == pytest.approx(0.002)
        assert client.post(RUN, json={"text": "x"}).is_success
    after = own.get("/sdk/billing/wallet").json()
    assert (after["reservedBalance"], after["totalBalance"]) == (0, pytest.approx(100 - 0.0042))


def test_a_run_that_fails_gives_back_what_was_reserved(
    own: httpx.Client, fresh_sandbox: RunningSandbox
) -> None:
    with holder(fresh_sandbox, make(own, budget=0.0001)) as client:
        assert client.post(OTHER_RUN, json={"text": "123"}).status_code == 480
        assert client.post(OTHER_RUN, json={"text": "Bom dia a todos os amigos"}).is_success
        assert client.post(OTHER_RUN, json={"text": "Bom dia a todos os amigos"}).status_code == 402


def test_an_agent_starts_no_tool_that_its_key_cannot_pay(
    own: httpx.Client, fresh_sandbox: RunningSandbox
) -> None:
    entries = [tool(own, "sandbox/text-statistics"), tool(own, "sandbox/long-document-report")]
    agent = create(own, name="Poor", tools=entries)["id"]
    with holder(fresh_sandbox, make(own, budget=0.001)) as client:
        started = client.post(f"/v2/agents/{agent}/run", json={"query": "Good."}).json()
        last = outcome(client, started["data"])
        assert units(last) == ["Text Statistics"]
        assert "do not pay for Long Document Report" in last["data"]["critiques"]
        assert last["data"]["diagnosticErrorCodes"] == ["AX-BIL-1000"]
