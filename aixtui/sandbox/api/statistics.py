"""How much a model was used, by day, as older clients ask for it."""

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.assets import FOUND_AS_MODELS
from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.http import caller_of, json_reply
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import not_found
from aixtui.sandbox.store.document import Doc


class Statistics:
    """The statistics endpoint. The form of its answer is this sandbox's own."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def endpoints(self) -> list[Endpoint]:
        """Its only route."""
        return [
            Endpoint(
                "POST",
                "/sdk/models/stats",
                self.used,
                reply="Statistics",
                body="StatisticsQuestion",
            )
        ]

    async def used(self, request: Request, body: Doc) -> Response:
        """Requests and tokens of a model from one day to another, for one key or all of the team's."""
        team_id, first, last = caller_of(request).team_id, body["startDay"], body["endDay"]
        asset = self._platform.assets.find(body["modelId"], FOUND_AS_MODELS, team_id)
        if asset is None:
            raise not_found("Model", body["modelId"])
        days = self._platform.keys.used_by_day(asset.id, first, last, self._keys(body, team_id))
        return json_reply(
            {
                "modelId": asset.id,
                "startDay": first,
                "endDay": last,
                "requestCount": sum(day["requestCount"] for day in days),
                "tokenCount": sum(day["tokenCount"] for day in days),
                "days": days,
            }
        )

    def _keys(self, body: Doc, team_id: int) -> list[str]:
        """The ids of the key that the body names, by itself or by its id, or of all keys of the team."""
        wanted = body.get("apiKey")
        found = [str(key["id"]) for key in self._platform.keys.search(team_id)]
        if wanted is None:
            return found
        holder = self._platform.accounts.caller(str(wanted))
        named = holder.key_id if holder else str(wanted)
        if named not in found:
            raise not_found("API key", "of the statistics")
        return [named]
