"""The function that a script is run by."""

import pytest

from aixsdk import exceptions as errors
from aixsdk.kinds.python_source import function_name
from tests.sdk.kinds.tool_replies import CODE


@pytest.mark.parametrize(
    ("code", "wanted", "name"),
    [
        (CODE, None, "add"),
        (f"import os\n{CODE}\nclass C:\n    def other(self): pass", None, "add"),
        ("def a(): pass\ndef b(): pass", "b", "b"),
    ],
)
def test_the_function_of_a_script(code: str, wanted: str | None, name: str) -> None:
    assert function_name(code, wanted) == name


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("def a(): pass\ndef b(): pass", None),
        ("x = 1", None),
        (CODE, "other"),
        ("def (", None),
        ("\x00", None),
    ],
)
def test_a_script_that_will_not_do(code: str, wanted: str | None) -> None:
    with pytest.raises(errors.InputError):
        function_name(code, wanted)
