from typing import Any

import httpx
import pytest

from tests.sandbox.polls import bodies, outcome

TEXT = "I love this product. It is great!\n\nThe second paragraph is terrible and sad."


def run(api: httpx.Client, path: str, body: dict[str, Any], version: str = "v2") -> httpx.Response:
    return api.post(f"/api/{version}/execute/{path}", json=body)


def test_text_statistics_counts_stage_by_stage(api: httpx.Client) -> None:
    reply = run(api, "sandbox/text-statistics", {"text": TEXT, "top_words": "2", "pace": 0.2})
    assert reply.json()["status"] == "IN_PROGRESS"
    *before, last = bodies(api, reply.json()["data"])
    shown = [poll["data"]["stage"] for poll in before if "data" in poll]
    assert list(dict.fromkeys(shown)) == [
        "counting characters and words",
        "finding sentences and paragraphs",
        "judging readability",
        "ranking the words",
    ]
    data = last["data"]
    assert (data["words"], data["sentences"], data["paragraphs"]) == (14, 3, 2)
    assert data["characters"] == len(TEXT)
    assert len(data["frequentWords"]) == 2
    assert 0 < data["readability"]["fleschReadingEase"] < 110


def test_sentiment_judges_each_sentence_at_once(api: httpx.Client) -> None:
    reply = run(api, "sandbox/sentiment", {"text": TEXT})
    assert reply.status_code == httpx.codes.CREATED
    body = reply.json()
    assert (body["status"], body["completed"]) == ("SUCCESS", True)
    assert body["asset"]["id"] == "sandbox/sentiment/sandbox"
    assert body["usedCredits"] > 0
    data = body["data"]
    assert [part["label"] for part in data["sentences"]] == ["positive", "positive", "negative"]
    assert -1 <= data["score"] <= 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bom dia a todos, este texto está escrito em português.", "pt"),
        ("This is a sentence in the English language.", "en"),
        ("Dies ist ein Satz in deutscher Sprache.", "de"),
        ("これは日本語の文章です。", "ja"),
    ],
)
def test_language_identification_names_the_language(api: httpx.Client, text: str, language: str) -> None:
    data = run(api, "sandbox/language-identification", {"text": text}).json()["data"]
    assert data["language"] == language
    assert data["confidence"] > 0.9
    assert data["reliable"] is True


@pytest.mark.parametrize("text", ["Hi all", "ok", "Привет", "Olá", "I like it"])
def test_a_few_letters_are_too_few_to_be_sure_of_a_language(api: httpx.Client, text: str) -> None:
    data = run(api, "sandbox/language-identification", {"text": text}).json()["data"]
    assert data["confidence"] < 0.5
    assert data["reliable"] is False
    assert all(guess["confidence"] < 0.5 for guess in data["candidates"])


@pytest.mark.parametrize(("text", "language"), [("こんにちは", "ja"), ("안녕하세요", "ko")])
def test_a_script_of_one_language_needs_few_letters(api: httpx.Client, text: str, language: str) -> None:
    data = run(api, "sandbox/language-identification", {"text": text}).json()["data"]
    assert (data["language"], data["reliable"]) == (language, True)


def test_an_engine_that_cannot_say_why_it_failed_says_what_is_wrong(api: httpx.Client) -> None:
    reply = run(api, "sandbox/language-identification", {"text": "123 456"})
    assert reply.status_code == 480
    assert reply.json()["status"] == "FAILED"
    assert reply.json()["supplierError"] == "The text has no letters to tell a language by."


def test_a_long_run_shows_its_progress_and_then_its_result(api: httpx.Client) -> None:
    reply = run(api, "sandbox/long-document-report", {"text": TEXT, "pace": 0.3})
    body = reply.json()
    assert (body["status"], body["completed"]) == ("IN_PROGRESS", False)
    assert body["data"] == f"{api.base_url}/api/v1/data/{body['requestId']}"
    seen = bodies(api, body["data"])
    shown = [poll["data"]["progress"] for poll in seen[:-1] if "data" in poll]
    assert len(shown) >= 3
    assert shown == sorted(shown)
    stages = [poll["data"]["stage"] for poll in seen[:-1] if "data" in poll]
    assert "section 2 of 2" in stages
    assert seen[-1]["status"] == "SUCCESS"
    assert [part["language"] for part in seen[-1]["data"]["sections"]] == ["en", "en"]
    assert seen[-1]["runTime"] >= 1.5


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "Required parameter 'text' is missing."),
        ({"text": None}, "Required parameter 'text' is missing."),
        ({"text": "  "}, "Required parameter 'text' is empty."),
        ({"text": 5}, "Parameter 'text' must be text."),
        ({"text": "x", "top_words": "many"}, "Parameter 'top_words' must be a number."),
        ({"text": "x", "top_words": "nan"}, "Parameter 'top_words' must be a number."),
        ({"text": "x", "top_words": True}, "Parameter 'top_words' must be a number."),
    ],
)
def test_a_wrong_input_is_refused_by_name(api: httpx.Client, body: dict[str, Any], message: str) -> None:
    reply = run(api, "sandbox/text-statistics", body)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    refused = reply.json()
    assert refused["message"] == refused["supplierError"] == message
    assert (refused["status"], refused["completed"], refused["statusCode"]) == ("FAILED", True, 400)


def test_an_asset_without_an_engine_says_so(api: httpx.Client) -> None:
    reply = run(api, "openai/gpt-4o/openai", {"text": "Hi"})
    assert reply.status_code == reply.json()["statusCode"] == 480
    assert "runs on the live platform only" in reply.json()["supplierError"]
    assert reply.json()["error"] == "err.supplier_error"


def test_the_first_version_runs_later_and_takes_data_for_text(api: httpx.Client) -> None:
    reply = run(api, "sandbox/sentiment", {"data": "Two good words"}, version="v1")
    assert reply.json()["status"] == "IN_PROGRESS"
    assert outcome(api, reply.json()["data"])["data"]["label"] == "positive"


def test_unknown_models_and_runs_are_404(api: httpx.Client) -> None:
    assert run(api, "no/such", {}).status_code == httpx.codes.NOT_FOUND
    assert api.get("/api/v1/data/nothing").status_code == httpx.codes.NOT_FOUND
    assert api.get("/sdk/agents/nothing/result").status_code == httpx.codes.NOT_FOUND


def test_an_encoded_path_runs_too(api: httpx.Client) -> None:
    assert run(api, "sandbox%2Fsentiment", {"text": "Good."}).json()["data"]["label"] == "positive"
