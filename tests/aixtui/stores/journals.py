"""Drafts and journals to try."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from aixtui.stores.draft import Draft
from aixtui.stores.exact_json import JsonObject
from aixtui.stores.journal import Journal

Opener = Callable[[], Journal]
READ_AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
BASE: JsonObject = {"id": "a1", "name": "Explainer", "tools": [{"id": 1}, None, 1.5, True], "description": ""}
DRAFT = Draft("d1", "work", "agent", "a1", "Explainer", BASE, READ_AT, {"name": "Explains", "count": 3})

WRITE_ON = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from aixtui.stores.draft import Draft
from aixtui.stores.exact_json import JsonObject
from aixtui.stores.journal import Journal
journal = Journal.open(Path(sys.argv[1]))
assert journal.problem is None, journal.problem
for number in count(1):
    draft = Draft(
        sys.argv[2], "work", "agent", "a1", "Explainer", {"text": "x" * 20_000}, datetime.now(UTC),
        {"number": number, "text": str(number) * 5_000},
    )
    journal.drafts.put(draft, secret_fields=())
    print(number, flush=True)
    if number == int(sys.argv[3]):
        break
journal.drafts.mark_sending(sys.argv[2], {"number": number}, secret_fields=())
print(0, flush=True)
sys.stdin.read()
"""
"""A window that writes a draft and prints each number that is kept, then 0 when it says that it is sent.

Arguments: path, id, how many times.
"""


def bytes_beside(path: Path) -> bytes:
    """All that lies in the folder of a journal."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir())
