"""The app on a sandbox whose first agent has instructions of 200 kB, with a form of 30 fields."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from aixtui.kinds import KINDS
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.field import Field
from aixtui.sandbox import start
from aixtui.system.garbage import collect_garbage
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to

FIELDS = 30
LONG_TEXT = "".join(
    f"{number}: what an agent is to do when it is asked for this.\n" for number in range(3400)
)
_MORE = (Field(f"more{place}", f"More {place}") for place in range(FIELDS - len(AGENT.fields)))
FORM = AGENT._replace(fields=(*AGENT.fields, *_MORE))


def prepare(db: Path) -> None:
    """Make the agent; the server takes no text of that length, and may have one all the same."""
    with start(db) as sandbox, closing(WorkspaceGateway.open(connection_to(sandbox))) as workspace:
        agent = workspace.create(AGENT, {"name": "Long Instructions"})
    with closing(sqlite3.connect(db)) as connection:
        sql = "UPDATE assets SET doc = json_set(doc, '$.instructions', json(?)) WHERE id = ?"
        connection.execute(sql, (json.dumps(LONG_TEXT), agent.id))
        connection.commit()


def main() -> None:
    collect_garbage()  # as whoever opens the app does
    with start(Path(sys.argv[1])) as sandbox:
        app_on(connection_to(sandbox), kinds=(FORM, *KINDS[1:])).run()


if __name__ == "__main__":
    main()
