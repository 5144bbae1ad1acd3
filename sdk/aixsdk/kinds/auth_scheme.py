"""How a connection proves who it is, as far as its document tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_SAID = re.compile(r"Authentication scheme used for this connections?:\s*(\w+)")
_PREFERRED = "BEARER_TOKEN"


def scheme_of(description: str | None, attributes: Mapping[str, Any] | None) -> str | None:
    """The scheme the description names, else the best of the `auth_schemes` attribute."""
    said = _SAID.search(description or "")
    if said:
        return said.group(1)
    schemes = re.findall(r"\w+", str((attributes or {}).get("auth_schemes") or ""))
    return _PREFERRED if _PREFERRED in schemes else next(iter(schemes), None)
