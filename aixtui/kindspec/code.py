"""The programs and commands that read and run a resource, as text. The key stays in the environment."""

import json
import shlex
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from aixtui.kindspec.cells import clean_block
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import parse_field
from aixtui.kindspec.invalid_value import InvalidValueError

EXAMPLES = ("Hello.", "https://example.com/file", "{}", "1")
"""What stands for a value that has to be given: the first that is of its type; of a choice its first one."""
CURL = 'curl -sS -H "x-api-key: $TEAM_API_KEY"'
TYPE = "-H 'content-type: application/json'"
GOES_ON = " \\\n  "
"""Where a command goes on in the next line."""


class Run(NamedTuple):
    """How it is run: over HTTP, by the SDK, and with the inputs of the form."""

    url: str
    body: Mapping[str, Any]
    arguments: Mapping[str, Any]
    values: Mapping[str, Any]
    optional: Sequence[str]
    """Inputs that can be left out."""


class Access(NamedTuple):
    """How the platform is asked for a resource."""

    plural: str
    """The kind, as commands name it."""
    variable: str
    class_name: str
    id: str
    url: str
    environment: Mapping[str, str]
    """The addresses of the platform, by the variables that name them; none where they are the usual ones."""
    run: Run | None = None
    options: str = ""
    """What has a command reach the workspace, as a shell reads it."""


class Snippet(NamedTuple):
    """Clean text of any number of lines that can be copied and run."""

    title: str
    text: str


def example_values(inputs: Sequence[Field]) -> dict[str, Any]:
    """A value for each input that has to be given."""
    return {item.name: _example(item) for item in inputs if item.required}


def _example(item: Field) -> Any:
    for text in (item.default, *item.options[:1], *EXAMPLES):
        try:
            if text.strip():
                return parse_field(item, text)
        except InvalidValueError:  # a default of the server may be no value of its own type
            continue
    return ""


def snippets(access: Access) -> tuple[Snippet, ...]:
    """Python, curl and our own command; first what they find in the environment, where that is unusual."""
    lines = _addresses(access)
    shown = [Snippet("Addresses", "\n".join(lines))] if lines else []
    shown += [
        Snippet("Python", _python(access)),
        Snippet("curl", _curl(access)),
        Snippet("aixtui", _command(access)),
    ]
    return tuple(Snippet(one.title, clean_block(one.text)) for one in shown)


def run_snippets(access: Access, run: Run) -> tuple[Snippet, ...]:
    """What does one run again, and nothing else; first what it finds in the environment, where unusual."""
    addresses = _addresses(access)
    shown = [Snippet("Addresses", "\n".join(addresses))] if addresses else []
    shown += [
        Snippet("Python", "\n".join([*_python_start(access), *_python_run(access, run)])),
        Snippet("curl", _curl_run(run)),
        Snippet("aixtui", _command_run(access, run)),
    ]
    return tuple(Snippet(one.title, clean_block(one.text)) for one in shown)


def _addresses(access: Access) -> list[str]:
    return [f"export {name}={shlex.quote(value)}" for name, value in access.environment.items()]


def _python_start(access: Access) -> list[str]:
    return [
        "from aixsdk import Aixplain",
        "",
        "aix = Aixplain()  # the key is in TEAM_API_KEY",
        f"{access.variable} = aix.{access.class_name}.get({access.id!a})",
    ]


def _python_run(access: Access, run: Run) -> list[str]:
    return [f"result = {access.variable}.run({_arguments(run.arguments)})", "print(result.data)"]


def _python(access: Access) -> str:
    lines = [*_python_start(access), f"print({access.variable}.to_dict())"]
    if access.run is not None:
        lines += ["", *_python_run(access, access.run), *_note(access.run)]
    return "\n".join(lines)


def _arguments(arguments: Mapping[str, Any]) -> str:
    if all(name.isidentifier() and name.isascii() for name in arguments):
        return ", ".join(f"{name}={value!a}" for name, value in arguments.items())
    return f"**{dict(arguments)!a}"


def _curl(access: Access) -> str:
    text = GOES_ON.join([CURL, shlex.quote(access.url)])
    if access.run is None:
        return text
    return "\n".join([text, "", _curl_run(access.run)])


def _curl_run(run: Run) -> str:
    body = f"-d {shlex.quote(json.dumps(run.body))}"
    note = "# Until it is completed, the answer names the address to ask again."
    return "\n".join([GOES_ON.join([CURL, TYPE, body, shlex.quote(run.url)]), note])


def _command(access: Access) -> str:
    name = shlex.quote(f"{access.plural}/{access.id}")
    lines = [f"aixtui get {name}{_options(access)}"]
    if access.run is not None:
        lines += ["", _command_run(access, access.run), *_note(access.run)]
    return "\n".join(lines)


def _command_run(access: Access, run: Run) -> str:
    inputs = [f" -i {shlex.quote(_input(*one))}" for one in run.values.items()]
    return f"aixtui run {shlex.quote(f'{access.plural}/{access.id}')}{_options(access)}{''.join(inputs)}"


def _options(access: Access) -> str:
    return f" {access.options}" if access.options else ""


def _input(name: str, value: Any) -> str:
    """An input as a command takes it: text as it is, if a line can hold it and it stands for itself."""
    is_plain = isinstance(value, str) and value.isascii() and value.isprintable() and value[:1] != "@"
    return f"{name}={value}" if is_plain else f"{name}:={json.dumps(value)}"


def _note(run: Run) -> list[str]:
    return [f"# It can also be given {', '.join(run.optional)}."] if run.optional else []
