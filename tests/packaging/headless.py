"""Run by the installed copy's Python, outside the repository: the app lists the sandbox's agents."""

import asyncio
import html
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import aixtui
from aixtui.auth.secret import Credential, Secret
from aixtui.build import build_app
from aixtui.entrance import Entrance, OfferedProfile
from aixtui.listing.left_place import LeftPlace
from aixtui.sandbox import start
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.workspace.session import AppSession

DEADLINE = 60.0


class NoProfiles:
    def offers(self) -> Sequence[OfferedProfile]:
        return ()

    def key_sources(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def remember(self, name: str, left: LeftPlace) -> None:
        pass

    def open(self, name: str) -> Entrance:
        raise AssertionError(name)


async def wait_for(name: str, connection: ConnectionSettings) -> None:
    session = AppSession(lambda: connection, lambda: connection, Settings())
    app = build_app(Entrance("sandbox", session), NoProfiles())
    async with app.run_test(size=(80, 24)) as pilot, asyncio.timeout(DEADLINE):
        while name not in html.unescape(app.export_screenshot()).replace("\xa0", " "):
            await pilot.pause(0.05)


def main() -> None:
    home = Path(aixtui.__file__ or "").resolve()
    assert home.is_relative_to(Path(sys.prefix).resolve()), f"not the installed copy: {home}"
    with start(None) as sandbox:
        key = Credential(Secret(sandbox.api_key), "sandbox")
        connection = ConnectionSettings(
            "sandbox", sandbox.backend_url, sandbox.models_url, key, is_sandbox=True
        )
        asyncio.run(wait_for("Text Analyst", connection))


if __name__ == "__main__":
    main()
