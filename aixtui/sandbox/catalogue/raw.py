"""The tables that the catalogue is made from: JSON files beside this module."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("data")


def data(name: str) -> Any:
    """The content of `data/NAME.json`."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
