"""What is kept of a resource: its texts and its document, and no secret."""

from types import SimpleNamespace

from aixtui.editing.kept_state import KeptState, state_of
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.field import Field

KIND = AGENT._replace(fields=(Field("name", "Name"), Field("token", "Token", is_secret=True)))
DOCUMENT = {
    "id": "a1",
    "apiKey": "hush",
    "maxTokens": 2048,
    "tokenLimit": None,
    "tools": [
        {"parameters": [{"name": "api_key", "value": "hush"}, {"name": "units", "value": "metric"}]},
        {"inputs": {"password": {"name": "password", "value": "hush", "required": True}}},
    ],
}


def test_what_a_name_calls_a_secret_is_left_out_and_said() -> None:
    state = state_of(KIND, SimpleNamespace(name="It", token="hush"), DOCUMENT, {"m": "Model"})
    assert state.texts == {"name": "It"}
    assert "hush" not in str(state)
    assert state.left_out == ("apiKey", "api_key", "password")
    assert state.document["maxTokens"] == 2048
    assert state.document["tools"][0]["parameters"] == [
        {"name": "api_key"},
        {"name": "units", "value": "metric"},
    ]
    assert KeptState.from_json(state.to_json()) == state


def test_a_text_that_cannot_be_kept_as_it_is_is_said() -> None:
    state = state_of(KIND, SimpleNamespace(name="half \ud800", token=""), {}, {})
    assert state.left_out == ("Name",)


def test_what_an_older_version_did_not_keep_is_empty() -> None:
    assert KeptState.from_json({"name": "It"}) == KeptState({}, {}, {})
