import ast
import json
import shlex
from typing import Any

import pytest

from aixtui.kindspec.code import Access, Run, example_values, snippets
from aixtui.kindspec.inputs import run_field

NASTY = 'it\'s "two"\n\x1b[31m\u202e $HOME `x`'


def access(**arguments: Any) -> Access:
    run = Run("http://h/run", arguments, arguments, arguments, ("n",))
    return Access("models", "model", "Model", "a/b c", "http://h/v2/models/a%2Fb%20c", {}, run)


def test_what_has_to_be_given_has_a_value_of_its_type() -> None:
    inputs = (
        run_field("text", required=True),
        run_field("n", ("number",), required=True, default="many"),
        run_field("flag", ("boolean",), required=True, default="false"),
        run_field("mode", required=True, options=(("a", "A"), ("b", "B"))),
        run_field("data", ("json",), required=True),
        run_field("names", ("array",), required=True),
        run_field("file", ("audio",), required=True),
        run_field("rest"),
    )
    assert example_values(inputs) == {
        "text": "Hello.",
        "n": 1,
        "flag": False,
        "mode": "a",
        "data": {},
        "names": ["Hello."],
        "file": "https://example.com/file",
    }


@pytest.mark.parametrize("arguments", [{"text": NASTY}, {"no name": NASTY, "n": 1}, {}])
def test_values_of_a_server_stay_values(arguments: dict[str, Any]) -> None:
    python, curl, command = (one.text for one in snippets(access(**arguments)))
    assert all(text.isascii() and "\x1b" not in text for text in (python, curl, command))
    call = ast.parse(python).body[-2]
    assert isinstance(call, ast.Assign)
    assert isinstance(call.value, ast.Call)
    given = {one.arg: ast.literal_eval(one.value) if one.arg else one.value for one in call.value.keywords}
    if None in given:
        assert isinstance(given[None], ast.Dict)
        given = ast.literal_eval(given[None])
    assert given == arguments
    words = shlex.split(curl.partition("\n\n")[2].replace("\\\n", " "), comments=True)
    assert json.loads(words[words.index("-d") + 1]) == arguments
    words = shlex.split(command.partition("\n\n")[2], comments=True)
    assert words[:3] == ["aixtui", "run", "models/a/b c"]
    sent = [word.partition(":=") for word in words[4::2]]
    assert {name: json.loads(value) for name, _, value in sent} == arguments


def test_text_that_a_line_can_hold_is_given_as_it_is() -> None:
    _, _, command = snippets(access(text="two words", file="@x"))
    assert "-i 'text=two words' -i 'file:=\"@x\"'" in command.text
    assert command.text.endswith("# It can also be given n.")


def test_unusual_addresses_come_first() -> None:
    reading = access()._replace(
        run=None, environment={"BACKEND_URL": "http://127.0.0.1:1", "MODELS_RUN_URL": "http://h/a b"}
    )
    addresses, python, curl, command = snippets(reading)
    assert addresses.text == "export BACKEND_URL=http://127.0.0.1:1\nexport MODELS_RUN_URL='http://h/a b'"
    assert "run" not in python.text + curl.text + command.text
