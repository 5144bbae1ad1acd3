from pathlib import Path

from aixtui.sandbox.store.database import Database
from aixtui.sandbox.store.triggers import TriggerStore


def test_a_trigger_that_was_removed_is_not_brought_back(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    triggers = TriggerStore(database)
    doc = {"id": "t", "assetId": "a", "enabled": True, "nextRunAt": "2020-01-01T00:00:00.000Z"}
    triggers.save(1, doc)
    assert triggers.change({**doc, "nextRunAt": None})
    assert triggers.next_due() is None
    triggers.delete_of("a")
    assert not triggers.change(doc)
    assert triggers.search(1, None) == []
    database.close()
