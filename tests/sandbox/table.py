"""The table of endpoints in the README: method, address, and the file of its tests."""

import re
from pathlib import Path

import aixtui.sandbox

_README = Path(aixtui.sandbox.__file__).with_name("README.md")
_ROW = re.compile(r"^\| (GET|POST|PUT|DELETE) \| `([^`]+)` \| [^|]+ \| (\S+) \|$", re.MULTILINE)

ROWS: list[tuple[str, str, str]] = _ROW.findall(_README.read_text())
