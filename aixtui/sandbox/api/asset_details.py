"""What the makers of skills and of files say of them."""

from collections.abc import Mapping
from typing import Any

from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.store.document import Doc

PRIVACY = ("Public", "Private", "Restricted")


def asset_details(body: Mapping[str, Any]) -> Doc:
    """Description, tags, privacy and whitelist of an asset, with what stands for those that are absent.

    Raises:
        PlatformError: 400, a value does not fit.
    """
    if body.get("privacy") not in (*PRIVACY, None):
        raise bad_request(f"privacy must be one of {', '.join(PRIVACY)}")
    if not isinstance(body.get("description"), str | None):
        raise bad_request("description must be a string")
    for key in ("tags", "whitelist"):
        values = body.get(key)
        if not isinstance(values, list | None):
            raise bad_request(f"{key} must be an array")
        if not all(isinstance(value, str) for value in values or ()):
            raise bad_request(f"each value in {key} must be a string")
    return {
        "description": body.get("description") or "",
        "tags": body.get("tags") or [],
        "privacy": body.get("privacy") or "Private",
        "whitelist": body.get("whitelist") or [],
    }
