from typing import Any

import pytest

from aixsdk import exceptions as errors
from aixsdk.resource import with_hooks


class Thing:
    """Writes down what is called, and does what it is told."""

    def __init__(self, *, before: Any = None, after: Any = None, body: Any = "done") -> None:
        self.calls: list[Any] = []
        self.returns = {"before": before, "after": after, "body": body}

    def _do(self, what: str, *seen: Any) -> Any:
        self.calls.append((what, *seen))
        found = self.returns[what]
        if isinstance(found, BaseException):
            raise found
        return found

    def before_work(self, *args: Any, **kwargs: Any) -> Any:
        return self._do("before", args, kwargs)

    def after_work(self, result: Any, *args: Any, **kwargs: Any) -> Any:
        return self._do("after", result, args, kwargs)

    @with_hooks
    def work(self, *args: Any, **kwargs: Any) -> Any:
        """Does it."""
        return self._do("body", args, kwargs)


def test_hooks_see_the_arguments_and_the_result() -> None:
    thing = Thing()
    assert thing.work(1, two=2) == "done"
    assert thing.calls == [
        ("before", (1,), {"two": 2}),
        ("body", (1,), {"two": 2}),
        ("after", "done", (1,), {"two": 2}),
    ]


@pytest.mark.parametrize("early", ["early", 0, "", {}, False])
def test_a_before_hook_ends_it_with_anything_but_none(early: Any) -> None:
    thing = Thing(before=early)
    assert thing.work() == early
    assert [call[0] for call in thing.calls] == ["before"]


@pytest.mark.parametrize("replacement", ["other", 0, "", {}, False])
def test_an_after_hook_replaces_with_anything_but_none(replacement: Any) -> None:
    assert Thing(after=replacement).work() == replacement


@pytest.mark.parametrize(
    "failure", [KeyError("k"), errors.ResourceError("r"), errors.NotFoundError("n", 404)]
)
def test_what_a_before_hook_raises_is_not_changed(failure: Exception) -> None:
    thing = Thing(before=failure)
    with pytest.raises(type(failure)) as caught:
        thing.work()
    assert caught.value is failure
    assert [call[0] for call in thing.calls] == ["before"]


@pytest.mark.parametrize("failure", [errors.ResourceError("r"), errors.CancelledError("c")])
def test_some_failures_stay_as_they_are(failure: Exception) -> None:
    thing = Thing(body=failure)
    with pytest.raises(type(failure)) as caught:
        thing.work()
    assert caught.value is failure
    assert [call[1] for call in thing.calls if call[0] == "after"] == [failure]


@pytest.mark.parametrize(
    "failure", [ValueError("v"), errors.ValidationError("v"), errors.ServerError("v", 503)]
)
def test_all_others_are_wrapped_told_to_the_after_hook_once_and_raised(failure: Exception) -> None:
    thing = Thing(body=failure, after="cannot hide it")
    with pytest.raises(errors.ResourceError, match="Failed to work resource: v") as caught:
        thing.work()
    assert caught.value.__cause__ is failure
    assert [call[1] for call in thing.calls if call[0] == "after"] == [caught.value]


def test_the_wrapper_keeps_what_the_platform_said() -> None:
    failure = errors.ConflictError("taken", 409, {"message": "taken"}, request_id="r1")
    with pytest.raises(errors.ResourceError) as caught:
        Thing(body=failure).work()
    error = caught.value
    assert (error.status_code, error.response_data, error.request_id) == (409, {"message": "taken"}, "r1")
    assert error.details == failure.details


def test_a_lost_answer_is_known_as_one_through_the_wrapper() -> None:
    with pytest.raises(errors.ResourceError) as caught:
        Thing(body=errors.APIError("cut", outcome_unknown=True)).work()
    assert caught.value.outcome_unknown


def test_what_an_after_hook_raises_is_not_changed_and_not_told_to_it() -> None:
    failure = errors.ResourceError("from the hook")
    thing = Thing(after=failure)
    with pytest.raises(errors.ResourceError) as caught:
        thing.work()
    assert caught.value is failure
    assert [call[0] for call in thing.calls] == ["before", "body", "after"]


def test_hooks_are_optional_and_the_method_keeps_its_name() -> None:
    class Plain:
        @with_hooks
        def work(self) -> int:
            """Does it."""
            return 1

    assert Plain().work() == 1
    assert (Plain.work.__name__, Plain.work.__doc__) == ("work", "Does it.")
