"""Inspectors of an agent: what judges, and what they do about it."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.inspector import Inspector, Judge
from tests.sdk import documents
from tests.sdk.platform import Platform


class TestInspector:
    def test_inside_an_agent(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v2/agents", documents.agent())
        inspector = Inspector(
            "grounded",
            Judge(asset_id="m1", prompt="Abort when unsupported."),
            action="rerun",
            targets=[" output ", ""],
            max_retries=2,
            on_exhaust="abort",
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
            {"action": "abort", "max_retries": 1},
            {"action": "abort", "on_exhaust": "abort"},
            {"action": "rerun", "max_retries": -1},
            {"action": "edit"},
            {"severity": "awful"},
            {"name": " "},
            {"evaluator": None},
            {"evaluator": "m"},
        ],
    )
    def test_parts_that_do_not_fit(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(errors.ValidationError):
            Inspector(**{"name": "x", "evaluator": Judge("m"), **wrong})

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

    def test_a_function_can_judge(self) -> None:
        assert Judge(function="def f(): pass").payload() == {"type": "function", "function": "def f(): pass"}
