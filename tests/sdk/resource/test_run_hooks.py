"""Hooks of a run, and all of it that a class can do its own way."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from dataclasses_json import dataclass_json

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.resource import BaseResource, BaseResult, Result, RunnableResourceMixin
from tests.sdk.platform import Platform
from tests.sdk.resource.thing_runs import DONE, PENDING, POLL, RUN, WORKING
from tests.sdk.resource.things import Thing


class TestHooks:
    def _watching(self, aix: Aixplain, **returns: Any) -> tuple[Thing, list[Any]]:
        calls: list[Any] = []

        class Watching(Thing):
            context = aix

            def before_run(self, *args: Any, **kwargs: Any) -> Any:
                calls.append("before")
                return returns.get("before")

            def on_poll(self, response: Result, **kwargs: Any) -> None:
                calls.append((response.status, kwargs["text"]))

            def after_run(self, result: Any, *args: Any, **kwargs: Any) -> Any:
                calls.append(result)
                return returns.get("after")

        return Watching(id="1"), calls

    def test_in_order(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, PENDING)
        platform.on(POLL, WORKING, DONE)
        thing, calls = self._watching(aix)
        result = thing.run(text="hi", wait_time=0.2)
        assert calls == ["before", ("IN_PROGRESS", "hi"), ("SUCCESS", "hi"), result]

    def test_before_run_can_answer_itself(self, aix: Aixplain, platform: Platform) -> None:
        early = Result(status="SUCCESS", completed=True, data="early")
        thing, calls = self._watching(aix, before=early)
        assert thing.run(text="hi") is early
        assert calls == ["before", early]
        assert thing.run_async(text="hi") is early
        assert platform.sent == []

    def test_what_before_run_answers_is_not_polled(self, aix: Aixplain, platform: Platform) -> None:
        early = Result(status="IN_PROGRESS", completed=False, url="/sdk/runs/1")
        thing, calls = self._watching(aix, before=early)
        assert thing.run(text="hi") is early
        assert calls == ["before", early]
        assert platform.sent == []

    def test_after_run_can_replace_the_result(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, DONE)
        other = Result(data="other")
        assert self._watching(aix, after=other)[0].run(text="hi") is other

    def test_a_failure_is_told_once_and_cannot_be_hidden(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(RUN, PENDING)
        platform.on(POLL, {"status": "FAILED", "error": "x"})
        thing, calls = self._watching(aix, after=Result())
        with pytest.raises(errors.OperationFailedError) as caught:
            thing.run(text="hi")
        assert calls == ["before", caught.value]


class TestOverrides:
    def test_everything(self, aix: Aixplain, platform: Platform) -> None:
        @dataclass_json
        @dataclass
        class Answer(BaseResult):
            words: list[str] = field(default_factory=list)

        @dataclass(repr=False)
        class Odd(BaseResource, RunnableResourceMixin[Any, Answer]):
            context = aix
            RESOURCE_PATH = "v1/odd"
            RESPONSE_CLASS = Answer

            def build_run_payload(self, **kwargs: Any) -> dict[str, Any]:
                return {"say": kwargs["text"]}

            def build_run_url(self, **kwargs: Any) -> str:
                return f"v1/do/{self.id}"

            def handle_run_response(self, response: dict[str, Any], **kwargs: Any) -> Answer:
                return Answer(words=response["w"].split())

        platform.on("POST /v1/do/1", {"w": "a b"})
        assert Odd(id="1").run(text="x") == Answer(words=["a", "b"])
        assert platform.body() == {"say": "x"}

    def test_a_result_class_of_ones_own(self, aix: Aixplain, platform: Platform) -> None:
        @dataclass_json
        @dataclass(repr=False)
        class Answer(Result):
            my_words: list[str] | None = None

        class Own(Thing):
            context = aix
            RESPONSE_CLASS = Answer

        platform.on(RUN, {**DONE, "my_words": ["a"]})
        result: Any = Own(id="1").run()
        assert (type(result), result.my_words, result.data) == (Answer, ["a"], "answer")
