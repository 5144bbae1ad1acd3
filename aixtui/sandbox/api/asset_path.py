"""The paths of what a team makes: its slug, and a name that is free."""

import re
from itertools import count

from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.document import Doc


def team_path(kind: str, name: str, assets: AssetStore, caller: Caller) -> Doc:
    """The `assetInfo` of a new asset, unique in its workspace."""
    base = re.sub(r"[\W_]+", "-", name.lower()).strip("-") or kind
    for number in count(1):
        last = base if number == 1 else f"{base}-{number}"
        path = f"{caller.slug}/{last}"
        if not assets.taken(kind, caller.team_id, "asset_path", path):
            return {"instanceId": path, "assetPath": path, "assetName": last}
    raise AssertionError("unreachable")
