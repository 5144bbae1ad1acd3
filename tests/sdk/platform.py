"""A platform in a dictionary: replies given by the test, requests kept for it to look at."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from aixsdk import Aixplain, Config

KEY = "0123456789abcdef-secret"
BACKEND = "https://backend.test"
EXECUTE = "https://models.test/api/v2/execute"

Reply = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


class Platform:
    """Replies to `METHOD url-path` with what was said last, or with the next of several."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self._replies: dict[str, list[Reply]] = {}

    def on(self, where: str, *replies: Any, status: int = 200) -> None:
        """Reply to `where`, such as "GET /v2/models/x"; anything that is no reply is a JSON body."""
        known = (httpx.Response, Exception)
        self._replies[where] = [
            reply if isinstance(reply, known) or callable(reply) else httpx.Response(status, json=reply)
            for reply in replies
        ]

    def handle(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        where = f"{request.method} {request.url.raw_path.decode().split('?')[0]}"
        replies = self._replies.get(where)
        if not replies:
            return httpx.Response(404, json={"statusCode": 404, "message": f"nothing at {where}"})
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if isinstance(reply, Exception):
            raise reply
        if isinstance(reply, httpx.Response):
            # A response can be read once only; the same reply may be wanted again.
            return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)
        return reply(request)

    @property
    def sent(self) -> list[str]:
        """What was asked, in order."""
        return [f"{request.method} {request.url.raw_path.decode()}" for request in self.requests]

    def body(self, index: int = -1) -> Any:
        """The JSON body of a request."""
        return json.loads(self.requests[index].content)


@contextmanager
def connected(**settings: Any) -> Iterator[tuple[Aixplain, Platform]]:
    """A client and the platform it talks to; waits between attempts are too short to notice."""
    platform = Platform()
    stores = ("store.test", "buck.s3.test", "localhost")
    known = {"retry_wait": 0.001, "upload_hosts": stores, **settings}
    config = Config(backend_url=BACKEND, model_url=EXECUTE, **known)
    with Aixplain(KEY, config=config, transport=httpx.MockTransport(platform.handle)) as aix:
        yield aix, platform
