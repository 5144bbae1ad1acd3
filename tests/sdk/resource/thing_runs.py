"""Where a thing is run, and what the platform answers to it."""

from tests.sdk.platform import BACKEND

RUN = "POST /v2/things/1/run"
POLL = "GET /api/v1/data/abc"
URL = f"{BACKEND}/api/v1/data/abc"
DONE = {"status": "SUCCESS", "completed": True, "data": "answer", "requestId": "r1", "rawExtra": [1]}
PENDING = {"status": "IN_PROGRESS", "completed": False, "data": URL, "requestId": "r1", "sessionId": "s1"}
WORKING = {"status": "IN_PROGRESS", "completed": False}
