"""The map of packages in CONTRIBUTING.md."""

import re

from tests.architecture.sources import ROOT

CONTRIBUTING = ROOT / "CONTRIBUTING.md"
_MAP = re.compile(r"^```\naixtui/\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"\w+(?:\.py|/)")


def map_entries(text: str) -> list[str]:
    """The packages and modules below `aixtui/`, in the order of the map: `name/` or `name.py`."""
    block = _MAP.search(text)
    lines = block[1].splitlines() if block else []
    words = [
        line.strip().partition("  ")[0].split() for line in lines if line.startswith("  ") and line[2] != " "
    ]
    return [word for line in words for word in line if _NAME.fullmatch(word)]
