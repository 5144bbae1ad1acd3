"""Where an agent is run, and what the platform answers to it."""

from tests.sdk.platform import BACKEND

ID = "66f0c1d2e3a4b5c6d7e8f901"
RUN, POLL = f"POST /v2/agents/{ID}/run", "GET /sdk/agents/e1/result"
URL = f"{BACKEND}/sdk/agents/e1/result"
ACCEPTED = {"requestId": "e1", "sessionId": "s1", "data": URL, "status": "IN_PROGRESS", "completed": False}
STEP = {
    "id": "s1",
    "agent": {"id": "a", "name": "Explainer"},
    "unit": {"id": "u", "name": "adder", "type": "tool"},
    "action": "add",
    "thought": "Add the lines",
    "input": {"a": 9},
    "output": "13",
    "used_credits": 0.5,
    "start_time": "2026-07-02T09:00:00.100Z",
    "end_time": "2026-07-02T09:00:01.000Z",
}
DONE = {
    "requestId": "e1",
    "sessionId": "s1",
    "status": "SUCCESS",
    "completed": True,
    "usedCredits": 0.5,
    "runTime": 4.8,
    "data": {"input": "q", "output": "It bills 3 seats", "session_id": "s1", "steps": [STEP]},
}
