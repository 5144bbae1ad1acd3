"""The one way to make the app: for the command line, the tests and the screenshots."""

from collections.abc import Sequence

from aixtui.actions import use_keys
from aixtui.app import AixtuiApp
from aixtui.entrance import Entrance, Profiles
from aixtui.kinds import KINDS
from aixtui.kindspec.kind import Kind
from aixtui.listing.kind_source import KindSource
from aixtui.listing.seen_names import SeenNames
from aixtui.listing.source import Source
from aixtui.running.run_source import RunSource
from aixtui.settings.values import Saying, nothing_said
from aixtui.stores.kept_theme import KeptTheme
from aixtui.workspace.session import AppSession


def build_app(
    first: Entrance,
    profiles: Profiles,
    kinds: Sequence[Kind] = KINDS,
    saying: Saying = nothing_said,
) -> AixtuiApp:
    """Make the app, which goes in by the first entrance: it connects off the loop, after the first paint.

    `saying` tells what options and the environment say in the place of settings.
    """

    def sources_of(session: AppSession) -> Sequence[Source]:
        names = SeenNames()
        return [*(KindSource(session, kind, names) for kind in kinds), RunSource(session)]

    use_keys(first.session.settings.keys)
    return AixtuiApp(first, sources_of, profiles, KeptTheme(), saying)
