"""What is said before the inputs of a run are filled in."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from aixtui.kinds.model import MODEL
from aixtui.running.starting import RunStart
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.session import AppSession
from aixtui.workspace.shortages import NO_CREDITS
from tests.aixtui.headless import session_on
from tests.aixtui.saying_server import Said, Saying, saying
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
WALLET, USAGE = "GET /sdk/billing/wallet", "GET /sdk/api-keys/usage-limits"
FULL = {"totalBalance": 5, "reservedBalance": 0}
EMPTY = {"totalBalance": 5, "reservedBalance": 5}
USED_UP = [
    {"requestCount": 3, "requestCountLimit": 1000, "tokenCount": 4000, "tokenCountLimit": 4000},
    {"requestCount": 9, "requestCountLimit": 9, "tokenCount": 0, "tokenCountLimit": None, "assetId": "m"},
]
NO_TOKENS = "This key has used its 4,000 tokens of today: what it runs is refused."


@pytest.fixture
def said() -> Iterator[Saying]:
    with saying() as server:
        yield server


async def told(session: AppSession, model: Any) -> list[str]:
    face = ScriptedFace()
    await RunStart(session, face).open(MODEL, model)
    await face.idle()
    return face.messages


@pytest.mark.parametrize(
    ("wallet", "usage", "sentences"),
    [
        (FULL, [], []),
        (EMPTY, [], [NO_CREDITS]),
        (FULL, USED_UP, [NO_TOKENS]),
        (EMPTY, USED_UP, [f"{NO_CREDITS} {NO_TOKENS}"]),
        (Said({"message": "Forbidden"}, 403), USED_UP, [NO_TOKENS]),
        (EMPTY, Said({"message": "Forbidden"}, 403), [NO_CREDITS]),
        (Said({"odd": 1}), Said({"odd": 1}), []),
    ],
)
async def test_what_is_used_up_is_told(
    sandbox: RunningSandbox, said: Saying, wallet: Any, usage: Any, sentences: list[str]
) -> None:
    model = await session_on(connection_to(sandbox)).read(lambda ws: ws.get(MODEL, "sandbox/sentiment"))
    said.on(WALLET, wallet)
    said.on(USAGE, usage)
    assert await told(session_on(said.connection), model) == sentences


async def test_a_key_that_has_sent_all_that_it_may_today_is_told_so(fresh_sandbox: RunningSandbox) -> None:
    reply = httpx.post(
        f"{fresh_sandbox.backend_url}/sdk/api-keys",
        headers={"x-api-key": fresh_sandbox.api_key},
        json={"name": "small", "budget": 5, "globalLimits": {"tpm": 0, "tpd": 0, "rpm": 0, "rpd": 1}},
    )
    session = session_on(connection_to(fresh_sandbox, reply.json()["accessKey"]))
    model = await session.read(lambda ws: ws.get(MODEL, "sandbox/sentiment"))
    assert await told(session, model) == []
    await session.read(lambda ws: list(ws.run(MODEL, model, {"text": "Fine."})))
    assert await told(session, model) == [
        "This key has used its 1 request of today: what it runs is refused."
    ]
