"""Every kind on a minimal, a full and a hostile document, decoded by the SDK's own classes."""

from collections.abc import Iterator
from typing import Any

import pytest

from aixsdk import Aixplain
from aixtui.catalog.cells import Cell
from aixtui.catalog.kind import Kind
from aixtui.kinds import KINDS, find_kind
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL

HOSTILE = "[/x] [b] \x1b[31m \u202e\x00 " + "long " * 500
PARAM = {"name": "text", "required": True, "dataType": "text", "dataSubType": "text"}
MODEL_DOCUMENT: dict[str, Any] = {
    "id": "66f0c1d2e3a4b5c6d7e8f901",
    "name": "Writer",
    "description": "Writes.",
    "assetInfo": {"instanceId": "contoso/writer/azure", "assetPath": "contoso/writer", "assetName": "writer"},
    "status": "onboarded",
    "host": "azure",
    "developer": "Contoso",
    "vendor": {"id": 71, "name": "Contoso", "code": "contoso"},
    "function": {"id": "text-generation", "name": "Text Generation"},
    "pricing": {"price": "0.0000021", "unitType": "TOKEN", "unitTypeScale": None},
    "version": {"name": "2", "id": "v2"},
    "createdAt": "2026-03-02T10:11:12.000Z",
    "updatedAt": "2026-05-01T08:00:00.000Z",
    "supportsStreaming": True,
    "connectionType": ["synchronous"],
    "params": [PARAM, {"name": "n", "dataType": "number", "defaultValues": [{"value": 1}]}],
}
AGENT_DOCUMENT: dict[str, Any] = {
    "id": "66f0c1d2e3a4b5c6d7e8f902",
    "name": "Explainer",
    "description": "Explains in {language}.",
    "instructions": "Answer in {language}.",
    "status": "draft",
    "assetInfo": {"instanceId": "acme/explainer"},
    "tools": [{"id": "t1", "name": "adder", "type": "tool"}],
    "agents": [],
    "tasks": [{"name": "read", "description": None, "expectedOutput": None}],
    "outputFormat": "markdown",
    "createdAt": "2026-03-02T10:11:12.000Z",
    "updatedAt": "2026-05-01T08:00:00.000Z",
}
FULL = {"model": MODEL_DOCUMENT, "agent": AGENT_DOCUMENT}


def hostile(document: dict[str, Any]) -> dict[str, Any]:
    kept = ("id", "status", "outputFormat", "createdAt", "updatedAt", "connectionType")
    return {
        key: HOSTILE if isinstance(value, str) and key not in kept else value
        for key, value in document.items()
    }


@pytest.fixture(scope="module")
def aix() -> Iterator[Aixplain]:
    with Aixplain(
        "key", backend_url="http://127.0.0.1:1", model_url="http://127.0.0.1:1/api/v2/execute"
    ) as client:
        yield client


def samples(kind: Kind) -> dict[str, dict[str, Any]]:
    full = FULL[kind.id]
    nulls = dict.fromkeys(full) | {"id": full["id"], "name": full["name"]}
    return {
        "minimal": {"id": full["id"], "name": full["name"]},
        "nulls": nulls if kind is not AGENT else nulls | {"tasks": [], "agents": []},
        "full": full,
        "hostile": hostile(full),
    }


CASES = [
    pytest.param(kind, document, id=f"{kind.id}-{name}")
    for kind in KINDS
    for name, document in samples(kind).items()
]


@pytest.mark.parametrize(("kind", "document"), CASES)
def test_every_accessor_gives_clean_text(kind: Kind, document: dict[str, Any], aix: Aixplain) -> None:
    resource = kind.bound(aix).from_dict(document)
    cells = [column.value(resource) for column in kind.columns]
    facts = [fact.value(resource) for section in kind.sections for fact in section.facts]
    for shown in cells + facts:
        text = shown.text if isinstance(shown, Cell) else shown
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert all(cell.text and "\n" not in cell.text for cell in cells)
    assert isinstance(kind.inputs(resource) if kind.inputs else (), tuple)


def test_the_parameters_of_a_model_become_its_inputs(aix: Aixplain) -> None:
    assert MODEL.inputs is not None
    text, number = MODEL.inputs(aix.Model.from_dict(MODEL_DOCUMENT))
    assert (text.name, text.type, text.required) == ("text", "text", True)
    assert (number.name, number.type, number.default) == ("n", "number", "1")


def test_the_variables_of_an_agent_become_inputs_and_are_sent_apart(aix: Aixplain) -> None:
    assert AGENT.inputs is not None
    agent = aix.Agent.from_dict(AGENT_DOCUMENT)
    assert [given.name for given in AGENT.inputs(agent)] == ["query", "language"]
    sent = AGENT.arguments(agent, {"query": "Hi", "language": "pt"})
    assert sent == {"query": "Hi", "variables": {"language": "pt"}}


@pytest.mark.parametrize(("word", "kind"), [("model", MODEL), ("Agents", AGENT), ("ag", AGENT), ("m", MODEL)])
def test_a_kind_is_found_by_its_names(word: str, kind: Kind) -> None:
    assert find_kind(word) is kind


def test_a_word_that_is_no_kind_finds_none() -> None:
    assert find_kind("pipeline") is None
