"""Run by the installed copy's Python, outside the repository: the app shows the sandbox's rows."""

import asyncio
import sys
from pathlib import Path

from textual.widgets import DataTable

import aixtui
from aixtui.auth.secret import Credential, Secret
from aixtui.build import build_app
from aixtui.sandbox import start
from aixtui.settings.connection import Connection
from aixtui.settings.tree import Settings

DEADLINE = 60.0


async def show_rows(connection: Connection) -> int:
    app = build_app(lambda: connection, Settings(), open_sandbox=lambda: connection)
    async with app.run_test(size=(80, 24)) as pilot, asyncio.timeout(DEADLINE):
        while not (rows := sum(table.row_count for table in app.screen.query(DataTable))):
            await pilot.pause(0.02)
        return rows


def main() -> None:
    home = Path(aixtui.__file__ or "").resolve()
    assert home.is_relative_to(Path(sys.prefix).resolve()), f"not the installed copy: {home}"
    with start(None) as sandbox:
        key = Credential(Secret(sandbox.api_key), "sandbox")
        connection = Connection("sandbox", sandbox.backend_url, sandbox.models_url, key, is_sandbox=True)
        sys.stdout.write(f"rows {asyncio.run(show_rows(connection))}\n")


if __name__ == "__main__":
    main()
