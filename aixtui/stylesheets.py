"""Where the stylesheets are."""

from collections.abc import Iterable
from pathlib import Path

import aixtui

_LATE = ("dialogs", "forms", "run", "settings")


def stylesheets() -> list[Path]:
    """All stylesheets: inside an installed package, beside it in a checkout.

    Raises:
        FileNotFoundError: this copy of aixtui was installed without its stylesheets.
    """
    assert aixtui.__file__ is not None
    package = Path(aixtui.__file__).resolve().parent
    beside = package.parent / "styles"
    folder = beside if (beside / "app.tcss").is_file() else package / "styles"
    found = sorted(folder.glob("*.tcss"))
    if not found:
        raise FileNotFoundError(f"There are no stylesheets in {folder}: install aixtui again.")
    return found


def by_need(sheets: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Those that the first screen is painted with, and those of what is opened from it."""
    found: tuple[list[Path], list[Path]] = [], []
    for sheet in sheets:
        found[sheet.stem in _LATE].append(sheet)
    return found
