"""All endpoints. What a client shows first is loaded at the start, the rest with the first request for it.

That makes the start a third shorter.
"""

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.assets import FOUND_AS_MODELS, Catalogue
from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.http import json_reply
from aixtui.sandbox.platform import Platform


def first_endpoints(platform: Platform) -> list[Endpoint]:
    """Those that answer while the rest is not loaded."""
    return [
        Endpoint("GET", "/health", _health, reply="Health"),
        *Catalogue(platform, "/v2/models", "model", FOUND_AS_MODELS).endpoints(),
        *Catalogue(platform, "/v2/integrations", "integration").endpoints(),
        *Catalogue(platform, "/v2/agents", "agent").endpoints(),
    ]


def all_endpoints(platform: Platform) -> list[Endpoint]:
    """Those, and the ones that need the engines, the tools or a library of their own."""
    from aixtui.sandbox.api.agents import Agents
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

    return [
        *first_endpoints(platform),
        *Agents(platform).endpoints(),
        *Execution(platform).endpoints(),
        *Tools(platform).endpoints(),
        *Legacy(platform).endpoints(),
        *Statistics(platform).endpoints(),
        Catalogue(platform, "/sdk/models", "model", FOUND_AS_MODELS).getting(),
        *Utilities(platform).endpoints(),
        *Files(platform).endpoints(),
        *FileAssets(platform).endpoints(),
        *Skills(platform).endpoints(),
        *Sessions(platform).endpoints(),
        *Triggers(platform).endpoints(),
        *Keys(platform).endpoints(),
        *Issues(platform).endpoints(),
    ]


async def _health(_request: Request) -> Response:
    """Whether the server answers."""
    return json_reply({"service": "aixtui sandbox", "status": "up"})
