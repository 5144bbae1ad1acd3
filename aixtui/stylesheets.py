"""Where the stylesheets are."""

from pathlib import Path

import aixtui


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
