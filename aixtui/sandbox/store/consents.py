"""Tools of services that want a consent first, until they have it."""

from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.document import Doc

_AWAITS = "awaitsConsent"
AWAITING: Doc = {_AWAITS: True}
"""What the configuration of such a tool has until then."""


def awaits_consent(config: Doc) -> bool:
    """Whether a tool of this configuration is still without the consent."""
    return bool(config.get(_AWAITS))


def give_consent(database: Database, identifier: str) -> None:
    """Have the tool work from now on; nothing happens where there is none of this id."""
    with database.write() as connection:
        sql = "UPDATE assets SET config = json_remove(config, ?) WHERE kind = 'tool' AND id = ?"
        connection.execute(sql, (f"$.{_AWAITS}", identifier))
