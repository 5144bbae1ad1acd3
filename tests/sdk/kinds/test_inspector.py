"""Inspectors of an agent: what judges, and what they do about it."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.inspector import Inspector
from aixsdk.kinds.inspector_parts import InspectorAction, Judge
from tests.sdk import documents
from tests.sdk.platform import Platform


class TestInspector:
    def test_inside_an_agent(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v2/agents", documents.agent())
        inspector = Inspector(
            name="grounded",
            metric={"asset_id": "m1", "prompt": "Abort when unsupported."},
            action={"type": "rerun", "max_retries": 2, "on_exhaust": "abort"},
            targets=[" output ", ""],
            severity="HIGH",
        )
        aix.Agent(name="x", inspectors=[inspector, {"as": "it came"}]).save()
        assert platform.body()["inspectors"] == [
            {
                "name": "grounded",
                "targets": ["output"],
                "action": {"type": "rerun", "maxRetries": 2, "onExhaust": "abort"},
                "evaluator": {"type": "asset", "assetId": "m1", "prompt": "Abort when unsupported."},
                "severity": "high",
            },
            {"as": "it came"},
        ]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"action": "explode"},
            {"action": {"type": "abort", "max_retries": 1}},
            {"action": {"type": "abort", "onExhaust": "abort"}},
            {"action": {"type": "rerun", "max_retries": -1}},
            {"action": {"type": "rerun", "retries": 1}},
            {"action": {"type": "rerun", "on_exhaust": "explode"}},
            {"action": None},
            {"action": "edit"},
            {"severity": "awful"},
            {"name": " "},
            {"metric": None},
            {"metric": 3},
            {"metric": {"prompt": "Judge!"}},
            {"metric": {"asset": "m"}},
        ],
    )
    def test_parts_that_do_not_fit(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(errors.ValidationError):
            Inspector(**{"name": "x", "action": "abort", "metric": "m", **wrong})

    def test_parts_that_no_longer_fit(self) -> None:
        inspector = Inspector(name="x", action="abort", metric="m")
        inspector.action = "edit"
        with pytest.raises(errors.ValidationError, match="needs an editor"):
            inspector.payload()
        inspector.editor = "e"
        assert inspector.payload()["editor"] == {"type": "asset", "assetId": "e"}

    @pytest.mark.parametrize(
        ("name", "action", "target", "preset"),
        [
            ("detect-prompt-attacks-guardrail", {"type": "abort"}, "input", "prompt_injection_guard"),
            ("sensitive-information-guardrail", {"type": "edit"}, "input", "pii_redaction"),
            (
                "contextual-grounding-check-guardrail",
                {"type": "rerun", "maxRetries": 2, "onExhaust": "abort"},
                "output",
                "hallucination_guard",
            ),
            ("something-else", {"type": "abort"}, "input", None),
        ],
    )
    def test_guards_come_set_up(
        self, aix: Aixplain, platform: Platform, name: str, action: Any, target: str, preset: str | None
    ) -> None:
        guard = documents.model(id="g1", assetInfo={"instanceId": f"aws/{name}/aws", "assetName": name})
        platform.on(f"GET /v2/models/aws%2F{name}%2Faws", guard)
        payload = aix.Inspector.get(f"aws/{name}/aws").payload()
        assert (payload["action"], payload["targets"], payload.get("presetId")) == (action, [target], preset)
        assert payload["evaluator"] == {"type": "asset", "assetId": "g1"}
        assert payload.get("editor") == (payload["evaluator"] if action["type"] == "edit" else None)

        assert aix.Inspector.get(f"aws/{name}/aws").id == "g1"

    def test_a_guard_is_told_by_the_path_it_was_asked_by(self, aix: Aixplain, platform: Platform) -> None:
        path = "aws/sensitive-information-guardrail/aws"
        platform.on(
            "GET /v2/models/aws%2Fsensitive-information-guardrail%2Faws", {"id": "g1", "name": "Guard"}
        )
        inspector = aix.Inspector.get(path)
        assert (inspector.preset_id, inspector.path) == ("pii_redaction", path)
        assert aix.Inspector.from_guard_model({"id": "g1"}, path).action == InspectorAction("edit")
        assert aix.Inspector.from_guard_model({"id": "g1"}).name == "Guardrail"

    def test_a_search_finds_inspectors(self, aix: Aixplain, platform: Platform) -> None:
        guard = documents.model(id="g1", assetInfo={"assetName": "contextual-grounding-check-guardrail"})
        platform.on("POST /v2/models/paginate", {"results": [guard], "total": 1, "pageTotal": 1})
        (found,) = aix.Inspector.search("grounding", page_size=5)
        assert (found.id, found.action, found.targets) == (
            "g1",
            InspectorAction("rerun", 2, "abort"),
            ["output"],
        )
        assert platform.body() == {
            "q": "grounding",
            "functions": ["guardrails"],
            "sort": [{}],
            "pageNumber": 0,
            "pageSize": 5,
        }
        assert not found.is_modified
        with pytest.raises(errors.ArgumentError, match="Did you mean 'page_size'"):
            aix.Inspector.search(pagesize=5)  # type: ignore[call-arg]

    def test_it_is_saved_with_its_agent(self, aix: Aixplain, platform: Platform) -> None:
        with pytest.raises(errors.ValidationError, match="saved with its agent"):
            aix.Inspector(id="g1", name="x", action="abort", metric="m").save()
        assert platform.sent == []

    def test_as_an_agent_stores_it(self, aix: Aixplain) -> None:
        entry = {
            "name": "grounded",
            "targets": ["output"],
            "action": {"type": "rerun", "maxRetries": 2, "onExhaust": "abort", "new": 1},
            "evaluator": {"type": "function", "function": "def f(): pass", "new": 1},
            "severity": "high",
            "presetId": "p",
            "new": 1,
        }
        inspector = aix.Inspector.from_dict({**entry, "editor": None, "description": None})
        assert inspector.metric == Judge(function="def f(): pass")
        assert inspector.action == InspectorAction("rerun", 2, "abort")
        assert inspector.payload() == {
            **{key: value for key, value in entry.items() if key != "new"},
            "action": {"type": "rerun", "maxRetries": 2, "onExhaust": "abort"},
            "evaluator": {"type": "function", "function": "def f(): pass"},
        }

    def test_what_can_judge(self, aix: Aixplain) -> None:
        assert Judge.of(aix.Model(id="m1")) == Judge.of("m1") == Judge("m1")
        assert Judge.of({"assetId": "m1", "prompt": "Hm"}) == Judge("m1", "Hm")
        assert Judge.of(polite).payload() == {
            "type": "function",
            "function": "def polite(text: str) -> bool:\n    return 'please' in text",
        }
        with pytest.raises(errors.ValidationError, match="saved model"):
            Judge.of(aix.Model(name="new"))


def polite(text: str) -> bool:
    return "please" in text
