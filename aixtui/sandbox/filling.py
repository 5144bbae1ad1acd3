"""Filling a new file with a catalogue, and bringing that of an older one up to date."""

from aixtui.sandbox.store.accounts import HOME_TEAM
from aixtui.sandbox.store.assets import AssetStore
from aixtui.sandbox.store.database import Database

CATALOGUE_VERSION = "14"
"""Another value makes every database take the catalogue of this version."""


def fill(database: Database, assets: AssetStore, *, size: int, has_model: bool, with_hostile: bool) -> bool:
    """Fill a new file; bring the public assets of an older one up to this version. True for a new one.

    What else the catalogue is asked to offer makes another version of it.
    """
    with_hostile = with_hostile or database.setting("hostile") is not None
    more = [*(["a model"] if has_model else []), *(["hostile models"] if with_hostile else [])]
    current = f"{CATALOGUE_VERSION} with {' and '.join(more)}" if more else CATALOGUE_VERSION
    version = database.setting("catalogue")
    if version == current:
        return False
    from aixtui.sandbox.catalogue.build import SAVED, catalogue
    from aixtui.sandbox.store.bookmarks import bookmark

    if version is not None:
        size = int(database.setting("size") or size)
    content = catalogue(size, has_model=has_model, with_hostile=with_hostile)
    if version is None:
        database.set_setting("size", str(size))
        assets.insert(content)
    else:
        assets.refresh(content)
    bookmark(database, HOME_TEAM, SAVED)
    database.set_setting("catalogue", current)
    if with_hostile:
        database.set_setting("hostile", "kept")
    return version is None
