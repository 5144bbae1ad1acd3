"""The output an agent is expected to give: whether it suits the format, and shapes of pydantic."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import AssetStatus
from tests.sdk import documents
from tests.sdk.kinds.agent_runs import DONE, ID, RUN
from tests.sdk.platform import Platform


class TestSave:
    @pytest.mark.parametrize(
        ("form", "expected", "fits"),
        [
            ("json", {"a": 1}, True),
            ("json", '{"a": 1}', True),
            ("json", "no json", False),
            ("json", None, False),
            ("text", "words", True),
            ("markdown", None, True),
            ("text", {"a": 1}, False),
            (None, ["a"], False),
        ],
    )
    def test_the_expected_output_suits_the_format(
        self, aix: Aixplain, platform: Platform, form: str | None, expected: Any, fits: bool
    ) -> None:
        platform.on("POST /v2/agents", documents.agent())
        agent = aix.Agent(name="x", output_format=form, expected_output=expected)
        if fits:
            agent.save()
            assert platform.body()["expectedOutput"] == expected
        else:
            with pytest.raises(errors.ResourceError, match="expected output must be"):
                agent.save()
            assert platform.sent == []


class Shape:
    """What pydantic makes of a class, as far as an agent looks at it."""

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        return {"type": "object"}

    def model_dump(self) -> dict[str, Any]:
        return {"total": 1}


@pytest.mark.parametrize(
    ("expected", "saved", "run"),
    [(Shape, '{"type": "object"}', '{"type": "object"}'), (Shape(), {"total": 1}, '{"total": 1}')],
)
def test_an_expected_output_of_pydantic(
    aix: Aixplain, platform: Platform, expected: Any, saved: Any, run: str
) -> None:
    platform.on("POST /v2/agents", {"id": ID})
    platform.on(RUN, DONE)
    agent = aix.Agent(name="x", output_format="json", expected_output=expected).save()
    assert platform.body()["expectedOutput"] == saved
    assert not agent.is_modified
    agent.status = AssetStatus.ONBOARDED
    agent.mark_as_saved()
    agent.run("x")
    assert platform.body()["executionParams"]["expectedOutput"] == run
    agent.run("x", execution_params={"expected_output": expected})
    assert platform.body()["executionParams"]["expectedOutput"] == run
