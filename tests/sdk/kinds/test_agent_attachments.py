"""Files that go with the question to an agent."""

from pathlib import Path

import httpx
import pytest

from aixsdk import exceptions as errors
from aixsdk.kinds.agent.resource import Agent
from tests.sdk.kinds.agent_runs import DONE, POLL, RUN
from tests.sdk.platform import BACKEND, Platform


class TestRun:
    def test_attachments_of_this_machine_are_uploaded_first(
        self, agent: Agent, platform: Platform, tmp_path: Path
    ) -> None:
        path = tmp_path / "voice.mp3"
        path.write_bytes(b"x")
        place = {"key": "k", "uploadUrl": f"{BACKEND}/put", "downloadUrl": "https://dl.test/1"}
        platform.on("POST /sdk/file/upload/temp-url", place)
        platform.on("PUT /put", httpx.Response(200))
        platform.on(RUN, DONE)
        named = {"url": "https://x.test/y", "name": "own", "type": "text"}
        agent.run("x", attachments=["https://x.test/a/b.pdf?sig=1", path, named])
        assert platform.body()["attachments"] == [
            {
                "url": "https://x.test/a/b.pdf?sig=1",
                "name": "b.pdf",
                "type": "document",
                "mimeType": "application/pdf",
            },
            {"url": "https://dl.test/1", "name": "voice.mp3", "type": "audio", "mimeType": "audio/mpeg"},
            {"url": "https://x.test/y", "name": "own", "type": "text"},
        ]
        for wrong in (3, {}, {"name": "x"}, ""):
            with pytest.raises(errors.InputError):
                agent.run("x", attachments=[wrong])

    @pytest.mark.parametrize("session", [None, "s1"])
    def test_files_are_attachments_too(self, agent: Agent, platform: Platform, session: str | None) -> None:
        platform.on("GET /v1/sessions/s1", {"id": "s1"})
        platform.on("PUT /v1/sessions/s1", {})
        platform.on("POST /v1/sessions/s1/messages", {"id": "m1", "requestId": "e1"})
        platform.on(RUN, DONE)
        agent.run_async("x", attachments=["https://x/a"], files=["https://x/b"], session=session)
        body = platform.body()
        assert [found["url"] for found in body["attachments"]] == ["https://x/a", "https://x/b"]
        assert "files" not in body

    @pytest.mark.parametrize("session", [None, "s1"])
    def test_attachments_are_uploaded_with_the_key_of_the_run(
        self, agent: Agent, platform: Platform, tmp_path: Path, session: str | None
    ) -> None:
        (tmp_path / "a.txt").write_bytes(b"x")
        place = {"key": "k", "uploadUrl": f"{BACKEND}/put", "downloadUrl": "https://dl.test/1"}
        platform.on("POST /sdk/file/upload/temp-url", place)
        platform.on("PUT /put", httpx.Response(200))
        platform.on("GET /v1/sessions/s1", {"id": "s1"})
        platform.on("PUT /v1/sessions/s1", {})
        platform.on("POST /v1/sessions/s1/messages", {"id": "m1", "requestId": "e1"})
        platform.on(RUN, DONE)
        platform.on(POLL, DONE)
        agent.run("x", attachments=[tmp_path / "a.txt"], session=session, api_key="other")
        (ask,) = [request for request in platform.requests if request.url.path.endswith("temp-url")]
        assert ask.headers["authorization"] == "token other"
