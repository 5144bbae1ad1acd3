"""Models of a real server."""

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors


def test_search_pages_and_get(live: Aixplain) -> None:
    first = live.Model.search(page_size=7)
    assert (len(first.results), first.errors, first.has_next) == (7, [], True)
    second = first.next()
    assert second is not None
    assert not {model.id for model in first} & {model.id for model in second}
    assert live.Model.get(first.results[0].id) == first.results[0]


def test_all_pages_are_all_models(live: Aixplain) -> None:
    found = live.Model.search(page_size=1)
    ids = [model.id for model in live.Model.search_all(page_size=100)]
    assert len(ids) == len(set(ids)) == found.total


@pytest.mark.parametrize("size", [1, 20, 100])
def test_every_page_decodes_without_a_loss(live: Aixplain, size: int) -> None:
    found = live.Model.search(page_size=size)
    assert len(found.results) + len(found.errors) == min(size, found.total)
    assert not any(model.is_modified for model in found)


def test_a_model_that_answers_at_once(live: Aixplain) -> None:
    result = live.Model.get("sandbox/sentiment").run("A good day. A bad night.")
    assert (result.status, result.completed) == ("SUCCESS", True)
    assert [part["label"] for part in result.data["sentences"]] == ["positive", "negative"]
    assert result.request_id


def test_a_model_that_works_in_stages(live: Aixplain) -> None:
    model = live.Model.get("sandbox/long-document-report")
    started = model.run_async(text="A good day. A bad night. " * 20)
    assert not started.completed
    assert started.url is not None
    seen = list(model.watch(started.url, wait_time=0.2))
    assert [result.completed for result in seen] == [False] * (len(seen) - 1) + [True]
    assert seen[-1].data["statistics"]["words"] == 120


def test_a_model_that_answers_at_once_in_the_background(live: Aixplain) -> None:
    model = live.Model.get("sandbox/sentiment")
    assert model.is_sync_only
    started = model.run_async("A good day.")
    assert started.url is not None
    assert model.sync_poll(started.url, wait_time=0.2).data["label"] == "positive"


def test_a_model_that_answers_word_by_word(live: Aixplain) -> None:
    streaming = [model for model in live.Model.search_all(page_size=100) if model.supports_streaming]
    model = next(model for model in streaming if (model.path or "").startswith("sandbox/"))
    with model.run_stream("Which models translate text?") as stream:
        pieces = [chunk.data for chunk in stream]
    assert stream.status == "SUCCESS"
    assert len(pieces) > 3
    assert stream.text == "".join(pieces)


def test_missing_input_is_refused_before_it_is_sent(live: Aixplain) -> None:
    with pytest.raises(errors.InputError, match="'text' is missing"):
        live.Model.get("sandbox/text-statistics").run()


def test_what_is_not_there(live: Aixplain) -> None:
    with pytest.raises(errors.NotFoundError):
        live.Model.get("no/such/model")


def test_a_wrong_key(live: Aixplain) -> None:
    wrong = Aixplain("not-the-key", backend_url=live.backend_url, model_url=live.model_url)
    with wrong, pytest.raises(errors.AuthenticationError):
        wrong.Model.search()
