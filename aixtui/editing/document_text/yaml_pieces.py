"""Pieces of YAML: comments, and texts that are read as they were, in one line or in several. Pure."""

import json
import math
import re
import textwrap

STEP = "  "
"""What a part is indented by in its whole."""
WIDTH = 78
"""Cells of a line of comment: editors of 80 show it whole."""
_ESCAPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What no block can hold: other line breaks, and what acts on a terminal or turns lines around."""


def comment(sentence: str, indent: str = "") -> list[str]:
    """Lines of comment."""
    start = f"{indent}# "
    lines = textwrap.wrap(sentence, WIDTH - len(start), break_on_hyphens=False, break_long_words=False)
    return [f"{start}{line}" for line in lines]


def block(text: str, indent: str) -> str:
    """A text of any number of lines, each on a line of its own, indented so, where YAML can have that."""
    body = text.removesuffix("\n")
    if not body or body.endswith("\n") or _ESCAPED.search(text):
        return scalar(text, indent)
    indentation = str(len(STEP)) if text[0] in " \t\n" else ""
    sign = f"|{indentation}{'-' if body == text else ''}"
    return "\n".join([sign, *(f"{indent}{line}" if line else "" for line in body.split("\n"))])


def scalar(text: str, indent: str) -> str:
    """A text in quotes where that is needed; lines of its own are indented so. Nothing of an empty one."""
    if not text:
        return ""
    if "\n" in text or _ESCAPED.search(text):
        return _quoted(text, indent)
    return inline(text)


def inline(text: str) -> str:
    """A text in one line that is never empty, in quotes where YAML would take it for something else."""
    import yaml

    if _ESCAPED.search(text) or "\n" in text:
        return _quoted(text, "")
    written: str = yaml.dump(text, Dumper=yaml.SafeDumper, allow_unicode=True, width=math.inf)
    return written.removesuffix("\n").removesuffix("\n...")


def _quoted(text: str, indent: str) -> str:
    """A text with escapes; each of its lines is one here, too."""
    lines = []
    for line in text.split("\n"):
        escaped = _ESCAPED.sub(_escape, json.dumps(line, ensure_ascii=False)[1:-1])
        lines.append(f"\\{escaped}" if escaped.startswith(" ") else escaped)
    return '"' + (f"\\n\\\n{indent}" if indent else "\\n").join(lines) + '"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
