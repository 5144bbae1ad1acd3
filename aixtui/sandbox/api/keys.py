"""API keys, what they used, and the wallet."""

from starlette.requests import Request
from starlette.responses import Response

from aixtui.sandbox.api.endpoint import Endpoint
from aixtui.sandbox.api.http import caller_of, json_reply, path_value
from aixtui.sandbox.api.schemas.vocabulary import array, ref
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import PlatformError, bad_request, forbidden, not_found
from aixtui.sandbox.store.document import Doc

_LIMITS = ("tpm", "tpd", "rpm", "rpd")
_MOST_KEYS = 10
_OWN_STAYS = "The sandbox's own key cannot be deleted: without it nobody could use this sandbox."
_OWN_IS_FREE = (
    "The sandbox's own key has no end, budget or limits: with them nobody could use this sandbox."
    " Make another key for what is to be limited."
)
_NAME_TAKEN = "Error: the name you provided is already in use."


class Keys:
    """The endpoints of API keys and of the account."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._keys = platform.keys

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of the account."""
        return [
            Endpoint("GET", "/sdk/api-keys", self.search, reply=array(ref("Key"))),
            Endpoint("POST", "/sdk/api-keys", self.create, reply="Key", body="KeyFields"),
            Endpoint("GET", "/sdk/api-keys/usage-limits", self.own_usage, reply=array(ref("Usage"))),
            Endpoint("GET", "/sdk/api-keys/{id}", self.get, reply="Key"),
            Endpoint("PUT", "/sdk/api-keys/{id}", self.update, reply="Key", body="KeyFields"),
            Endpoint("DELETE", "/sdk/api-keys/{id}", self.delete, reply="Nothing"),
            Endpoint("GET", "/sdk/api-keys/{id}/usage-limits", self.usage, reply=array(ref("Usage"))),
            Endpoint("GET", "/sdk/billing/wallet", self.wallet, reply="Wallet"),
        ]

    async def search(self, request: Request) -> Response:
        """A bare array of the team's keys, masked."""
        return json_reply(self._keys.search(caller_of(request).team_id))

    async def create(self, request: Request, body: Doc) -> Response:
        """Make a key; this reply alone shows it in full."""
        caller = caller_of(request)
        fields = _fields(body)
        if len(self._keys.search(caller.team_id)) >= _MOST_KEYS:
            raise bad_request(f"A workspace has at most {_MOST_KEYS} API keys.")
        try:
            return json_reply(self._keys.create(caller, fields), 201)
        except KeyError:
            raise PlatformError(422, _NAME_TAKEN) from None

    async def get(self, request: Request) -> Response:
        """One key, masked."""
        return json_reply(self._key(request))

    async def update(self, request: Request, body: Doc) -> Response:
        """Replace a key's name and limits; the sandbox's own has no limits."""
        key, fields = self._key(request), _fields(body)
        if self._platform.accounts.is_main(key["id"]) and _is_limited(fields):
            raise forbidden(_OWN_IS_FREE)
        team_id = caller_of(request).team_id
        if any(
            other["name"] == fields["name"] and other["id"] != key["id"]
            for other in self._keys.search(team_id)
        ):
            raise PlatformError(422, _NAME_TAKEN)
        self._keys.update(key["id"], fields)
        return json_reply(self._key(request))

    async def delete(self, request: Request) -> Response:
        """Remove a key, unless it is the one that asks, or the sandbox's own."""
        key = self._key(request)
        if self._platform.accounts.is_main(key["id"]):
            raise forbidden(_OWN_STAYS)
        if key["id"] == caller_of(request).key_id:
            raise forbidden("A key cannot delete itself.")
        self._keys.delete(key["id"])
        return json_reply({})

    async def usage(self, request: Request) -> Response:
        """What a key used today, and its limits."""
        return json_reply(self._usage(str(self._key(request)["id"])))

    async def own_usage(self, request: Request) -> Response:
        """What the caller's key used today, and its limits."""
        return json_reply(self._usage(caller_of(request).key_id))

    async def wallet(self, request: Request) -> Response:
        """The credits that are left, and how many of them the runs going on may cost."""
        team = caller_of(request).team_id
        balance, reserved = self._keys.balance(team), self._keys.reserved(team_id=team)
        return json_reply({"totalBalance": round(balance, 8), "reservedBalance": round(reserved, 8)})

    def _key(self, request: Request) -> Doc:
        identifier = path_value(request, "id")
        key = self._keys.find(identifier, caller_of(request).team_id)
        if key is None:
            raise not_found("API key", identifier)
        return key

    def _usage(self, key_id: str) -> list[Doc]:
        used, limits = self._keys.used_today(key_id), self._keys.limits(key_id)
        rows = [_usage_row(used.get("", (0, 0)), limits["globalLimits"] or {})]
        by_asset = {entry["assetId"]: entry for entry in limits["assetsLimits"]}
        for asset_id in sorted({*by_asset, *used} - {""}):
            row = _usage_row(used.get(asset_id, (0, 0)), by_asset.get(asset_id, {}))
            rows.append({**row, "assetId": asset_id})
        return rows


def _usage_row(used: tuple[int, int], limit: Doc) -> Doc:
    return {
        "requestCount": used[0],
        "requestCountLimit": limit.get("rpd"),
        "tokenCount": used[1],
        "tokenCountLimit": limit.get("tpd"),
    }


def _fields(body: Doc) -> Doc:
    limits = body.get("globalLimits")
    return {
        "name": body["name"],
        "budget": body.get("budget"),
        "expiresAt": body.get("expiresAt"),
        "globalLimits": None if limits is None else _limit(limits),
        "assetsLimits": [
            {**_limit(entry), "assetId": entry["assetId"]} for entry in body.get("assetsLimits") or ()
        ],
    }


def _limit(limit: Doc) -> Doc:
    return {**{key: limit.get(key) or 0 for key in _LIMITS}, "tokenType": limit.get("tokenType")}


def _is_limited(fields: Doc) -> bool:
    limits = [fields["globalLimits"] or {}, *fields["assetsLimits"]]
    amounts = (limit.get(name) for limit in limits for name in _LIMITS)
    return any((fields["expiresAt"], fields["budget"], *amounts))
