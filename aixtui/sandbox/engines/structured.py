"""Queries of structured text: JSON by JMESPath, text by regular expression."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import TEXT, Param
from aixtui.sandbox.confinement.call import Call
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.isolated import run_isolated
from aixtui.sandbox.engines.own_asset import own_asset

_PATTERN_SECONDS = 3
_MOST_MATCHES = 1000
_MEMORY_BYTES = 500_000_000
_QUERY = "from jmespath import search"
_SEARCH = f"""
import re
def search(text, pattern, ignore_case):
    found = re.finditer(pattern, text, re.IGNORECASE if ignore_case else 0)
    return [
        {{"text": m[0], "start": m.start(), "groups": list(m.groups()), "named": m.groupdict()}}
        for m, _ in zip(found, range({_MOST_MATCHES}))
    ]
"""


def query_json(inputs: Inputs, _job: Job) -> object:
    """What the JMESPath `expression` finds in the document `json`, in a process of its own."""
    sent = {"expression": str(inputs["expression"]), "data": inputs["json"]}
    library = find_spec("jmespath")
    assert library
    assert library.origin
    call = Call(
        _QUERY,
        "search",
        sent,
        _PATTERN_SECONDS,
        memory_bytes=_MEMORY_BYTES,
        libraries=(str(Path(library.origin).parents[1]),),
    )
    try:
        return {"result": run_isolated(call)}
    except EngineError as error:
        raise EngineError(f"The expression does not work: {error}") from error


def search_pattern(inputs: Inputs, _job: Job) -> object:
    """Every match of `pattern` in `text`. It runs in a process of its own: a pattern can take for ever."""
    sent = {key: inputs[key] for key in ("text", "pattern", "ignore_case")}
    return {"matches": run_isolated(Call(_SEARCH, "search", sent, _PATTERN_SECONDS))}


def _describe_json(output: Any) -> str:
    return f"The query gives {json.dumps(output['result'], ensure_ascii=False)}."


def _describe_matches(output: Any) -> str:
    found = ", ".join(match["text"] for match in output["matches"])
    return f"The pattern matches {len(output['matches'])} times: {found or 'nothing'}."


JSON_QUERY = Engine(
    own_asset(
        path="sandbox/json-query",
        name="JSON Query",
        description="Queries a JSON document with a JMESPath expression.",
        function=("utilities", "Utilities"),
        params=(
            Param("json", sub_type="json", required=True, description="The document."),
            Param("expression", required=True, description="Such as items[?price > `5`].name"),
        ),
        function_type="utility",
    ),
    query_json,
    topics=("json", "jmespath"),
    describe=_describe_json,
)
REGULAR_EXPRESSION = Engine(
    own_asset(
        path="sandbox/regular-expression",
        name="Regular Expression",
        description="Finds every match of a Python regular expression in a text.",
        function=("utilities", "Utilities"),
        params=(
            TEXT,
            Param("pattern", required=True, description="Such as (?P<year>\\d{4})-\\d{2}"),
            Param("ignore_case", "boolean", "boolean", default="false"),
        ),
        function_type="utility",
    ),
    search_pattern,
    topics=("regular expression", "regex", "pattern"),
    describe=_describe_matches,
)
