"""The endpoints that need the engines, the tools or a library of their own."""

from starlette.routing import Route

from aixtui.sandbox.api.agents import Agents
from aixtui.sandbox.api.assets import FOUND_AS_MODELS, Catalogue
from aixtui.sandbox.api.execute import Execution
from aixtui.sandbox.api.file_assets import FileAssets
from aixtui.sandbox.api.files import Files
from aixtui.sandbox.api.issues import Issues
from aixtui.sandbox.api.keys import Keys
from aixtui.sandbox.api.legacy import Legacy
from aixtui.sandbox.api.sessions import Sessions
from aixtui.sandbox.api.skills import Skills
from aixtui.sandbox.api.statistics import Statistics
from aixtui.sandbox.api.tools import Tools
from aixtui.sandbox.api.triggers import Triggers
from aixtui.sandbox.api.utilities import Utilities
from aixtui.sandbox.platform import Platform


def routes_of(platform: Platform) -> list[Route]:
    """Their routes."""
    older = Catalogue(platform, "/sdk/models", "model", FOUND_AS_MODELS)
    return [
        *Agents(platform).routes(),
        *Execution(platform).routes(),
        *Tools(platform).routes(),
        *Legacy(platform).routes(),
        *Statistics(platform).routes(),
        Route("/sdk/models/{id}", older.get, methods=["GET"]),
        *Utilities(platform).routes(),
        *Files(platform).routes(),
        *FileAssets(platform).routes(),
        *Skills(platform).routes(),
        *Sessions(platform).routes(),
        *Triggers(platform).routes(),
        *Keys(platform).routes(),
        *Issues(platform).routes(),
    ]
