"""What tools found, put into words."""

import json
from dataclasses import dataclass

from aixtui.sandbox.runs.output_schema import expected_names, shaped


@dataclass(frozen=True, slots=True)
class Result:
    """What one tool found: its output, and the same in a sentence."""

    tool: str
    sentence: str
    output: object


def by_rules(results: list[Result], output_format: str, expected: object = None) -> str:
    """The results in order, as `text`, `markdown` or `json`, that one in the shape expected, if any is."""
    if output_format == "json":
        found = {result.tool: result.output for result in results}
        names = expected_names(expected)
        found = shaped(found, names) if names else found
        return json.dumps(found, ensure_ascii=False, default=str)
    if output_format == "markdown":
        return "\n\n".join(f"**{result.tool}**\n\n{result.sentence}" for result in results)
    return "\n".join(result.sentence for result in results)


def prompt(query: str, results: list[Result]) -> str:
    """The query with the results, for a language model to answer from."""
    facts = "\n\n".join(f"{result.tool}: {result.sentence}" for result in results)
    return f"{query}\n\nWhat the tools found:\n\n{facts}"
