import httpx

from aixtui.sandbox import RunningSandbox
from tests.sandbox.agents import create
from tests.sandbox.polls import outcome
from tests.sandbox.uploads import utility

GPT = "67fd9e2bef0365783d06e2f0"


def test_older_lists_have_the_older_keys(api: httpx.Client) -> None:
    page = api.post("/sdk/models/paginate", json={"q": "gpt", "pageSize": 5, "sort": [{}]}).json()
    assert len(page["items"]) == page["pageTotal"] == 5
    assert page["total"] > 5
    found = api.get("/sdk/models", params={"ids": f"{GPT},none"}).json()
    assert [item["id"] for item in found["items"]] == [GPT]
    assert api.get("/sdk/models").json()["items"] == []


def test_assets_are_found_by_their_exact_names(api: httpx.Client) -> None:
    assert api.get("/sdk/models/by-name/GPT-4.1%20Nano").json()["id"] == GPT
    assert api.get("/sdk/agents/by-name/Text%20Analyst").json()["name"] == "Text Analyst"
    for address in (
        "/sdk/models/by-name/gpt-4.1-nano",
        "/sdk/agents/by-name/GPT-4.1%20Nano",
        "/sdk/things/by-name/x",
    ):
        assert api.get(address).status_code == httpx.codes.NOT_FOUND


def test_the_teams_agents_are_a_bare_array(own: httpx.Client) -> None:
    before = own.get("/sdk/agents").json()
    assert "Text Analyst" in [agent["name"] for agent in before]
    assert own.get("/sdk/agent-communities").json() == []
    team = create(own, name="Team", agents=[{"id": before[0]["id"], "inspectors": []}])
    assert [agent["id"] for agent in own.get("/sdk/agent-communities").json()] == [team["id"]]


def test_older_addresses_of_runs_and_results(own: httpx.Client) -> None:
    started = own.post("/sdk/agents/sandbox-ws%2Ftext-analyst/run", json={"query": "Good."}).json()
    assert outcome(own, started["data"])["status"] == "SUCCESS"
    run = own.post("/api/v1/execute/sandbox/sentiment", json={"data": "Good."}).json()
    assert outcome(own, f"/api/v2/data/{run['requestId']}")["data"]["label"] == "positive"


def test_a_utility_is_read_at_both_addresses(own: httpx.Client) -> None:
    made = utility(own, code="def main():\n    return 1").json()
    assert own.get(f"/sdk/utilities/{made['id']}").json() == own.get(f"/sdk/models/{made['id']}").json()


def test_statistics_count_the_runs_of_a_model_by_day_and_key(
    fresh_sandbox: RunningSandbox, own: httpx.Client
) -> None:
    second = own.post("/sdk/api-keys", json={"name": "second", "assetsLimits": []}).json()
    for key in (fresh_sandbox.api_key, fresh_sandbox.api_key, second["accessKey"]):
        own.post("/api/v2/execute/sandbox/sentiment", json={"text": "Good."}, headers={"x-api-key": key})
    asked = {"startDay": "2020-01-01", "endDay": "2999-12-31", "modelId": "sandbox/sentiment"}

    def stats(**more: str) -> httpx.Response:
        return own.post("/sdk/models/stats", json={**asked, **more})

    every = stats().json()
    assert every["requestCount"] == sum(day["requestCount"] for day in every["days"]) == 3
    assert every["tokenCount"] > 0
    assert stats(apiKey=second["accessKey"]).json()["requestCount"] == 1
    assert stats(apiKey=second["id"]).json()["requestCount"] == 1
    assert stats(endDay="2020-01-31").json()["days"] == []
    assert stats(modelId="none").status_code == stats(apiKey="none").status_code == httpx.codes.NOT_FOUND
    assert stats(startDay="today").json()["message"] == "startDay must be a day such as 2026-01-31"
