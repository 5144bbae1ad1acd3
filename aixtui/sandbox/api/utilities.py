"""Utilities: Python functions of a team's own; and the renaming of tools, which has the same address."""

import asyncio
import json
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.asset_path import team_path
from aixtui.sandbox.api.assets import Catalogue
from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.http import caller_of, json_reply
from aixtui.sandbox.api.schemas.checking import check
from aixtui.sandbox.api.schemas.vocabulary import ref
from aixtui.sandbox.api.tools import delete_tool, rename
from aixtui.sandbox.clock import now
from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import bad_request, unless_taken
from aixtui.sandbox.runs.dispatch import prepare_action
from aixtui.sandbox.store.accounts import Caller
from aixtui.sandbox.store.assets import NewAsset, new_id
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.tools.python_code import PYTHON_CODE

_LARGEST_CODE = 1_000_000


class Utilities:
    """The utility endpoints."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._catalogue = Catalogue(platform, "/sdk/utilities", "utility", ("utility", "tool"))

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of utilities."""
        return [
            *self._catalogue.endpoints(),
            Endpoint("POST", "/sdk/utilities", self.create, reply="Utility", body="UtilityFields"),
            Endpoint(
                "PUT",
                "/sdk/utilities/{id}",
                self.update,
                reply={"anyOf": [ref("Utility"), ref("Tool")]},
                body={"anyOf": [ref("UtilityFields"), ref("Renaming")]},
            ),
            Endpoint("DELETE", "/sdk/utilities/{id}", self.delete, reply="Nothing"),
            Endpoint("POST", "/sdk/utilities/{id}/run", self.run, reply="Success", body="Inputs"),
        ]

    async def create(self, request: Request, body: Doc) -> Response:
        """Store a function."""
        caller = caller_of(request)
        config, fields = self._read(body, caller)
        moment = now()
        doc = {**fields, "id": new_id(), "createdAt": moment, "updatedAt": moment}
        doc["assetInfo"] = team_path("utility", str(doc["name"]), self._platform.assets, caller)
        asset = NewAsset("utility", doc, caller.team_id, engine=PYTHON_CODE.name, config=config)
        with unless_taken("Name already exists"):
            self._platform.assets.insert([asset])
        return json_reply(doc, 201)

    async def update(self, request: Request, body: Doc) -> Response:
        """Replace a function, or rename a tool."""
        asset = self._catalogue.own(request)
        if asset.kind == "tool":
            return json_reply(rename(self._platform, asset, body))
        whole = {**asset.doc, **body}
        check("UtilityFields", whole)
        config, fields = self._read(whole, caller_of(request))
        doc = {**asset.doc, **fields, "updatedAt": now()}
        with unless_taken("Name already exists"):
            self._platform.assets.update(asset.number, doc)
        self._platform.assets.configure(asset.number, config)
        return json_reply(doc)

    async def delete(self, request: Request) -> Response:
        """Remove a function or a tool."""
        delete_tool(self._platform, self._catalogue.own(request))
        return json_reply({})

    async def run(self, request: Request, body: Doc) -> Response:
        """Call the function with the values in `data`: an object, or its JSON text."""
        caller, asset = caller_of(request), self._catalogue.asset(request)
        data = body.get("data", {key: value for key, value in body.items() if key != "id"})
        if isinstance(data, str) and data.lstrip().startswith("{"):
            try:
                data = json.loads(data)
            except (ValueError, RecursionError):
                raise bad_request("data is not valid JSON.") from None
        prepared = prepare_action(asset, None, data)
        run = self._platform.model_runs.start(asset, body, prepared, caller)
        reply = await asyncio.wrap_future(run.outcome)
        assert isinstance(reply, dict)
        return json_reply(reply, int(reply["statusCode"]) if reply["status"] == "FAILED" else 201)

    def _read(self, body: Doc, caller: Caller) -> tuple[Doc, Doc]:
        """The function's code, and the document that shows it: with the source, wherever it came from."""
        config = {"code": self._code(body["code"], caller)}
        if "def main(" in config["code"]:
            config["function_name"] = "main"
        try:
            PYTHON_CODE.check(config)
        except EngineError as error:
            raise bad_request(str(error)) from error
        return config, {
            **{key: body.get(key) for key in ("name", "description", "inputs", "utility_id")},
            "code": config["code"],
            "status": "onboarded",
            "function": {"id": "utilities", "name": "Utilities"},
            "functionType": "utility",
            "params": [],
            "connectionType": ["synchronous"],
        }

    def _code(self, reference: str, caller: Caller) -> str:
        """The source: given as text, or as the key or the address of an uploaded file."""
        if not reference.startswith(("s3://", "http://", "https://")):
            return reference
        file = replace(self._platform.services, team_id=caller.team_id).uploaded(reference)
        if file is None or file.size is None:
            raise bad_request(f"There is no uploaded file {reference}.")
        if file.size > _LARGEST_CODE:
            raise bad_request(f"The code is larger than {_LARGEST_CODE} bytes.")
        return self._platform.files.path(file).read_text(encoding="utf-8", errors="replace")
