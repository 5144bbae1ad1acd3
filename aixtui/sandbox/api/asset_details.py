"""What the makers of skills and of files say of them."""

from collections.abc import Mapping
from typing import Any

from aixtui.sandbox.store.document import Doc


def asset_details(body: Mapping[str, Any]) -> Doc:
    """Description, tags, privacy and whitelist of an asset, with what stands for those that are absent."""
    return {
        "description": body.get("description") or "",
        "tags": body.get("tags") or [],
        "privacy": body.get("privacy") or "Private",
        "whitelist": body.get("whitelist") or [],
    }
