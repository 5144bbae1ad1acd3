"""Language codes and English names, and the regional variants that speech services offer."""

from aixtui.sandbox.catalogue.raw import data

LANGUAGES: dict[str, str] = data("languages")
REGIONS: dict[str, str] = data("regions")
"""Country names by regional code, such as Brazil for `pt-br`."""


def region_name(code: str) -> str:
    """The name of a regional variant, such as `Portuguese (Brazil)` for `pt-br`."""
    return f"{LANGUAGES[code.split('-')[0]]} ({REGIONS[code]})"
