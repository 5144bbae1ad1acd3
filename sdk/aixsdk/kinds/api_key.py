"""API keys of the workspace, their limits and what was used of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

from ..exceptions import InvalidResponseError, NotFoundError, ValidationError
from ..resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    BaseResource,
    BaseSearchParams,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Page,
    SearchResourceMixin,
)
from ..resource.context import context_of, path_of
from ..resource.decode import decoder_for
from ..resource.fields import CAMEL
from ..resource.options import call_options
from .api_key_limits import Limits, UsageOfKey, limits_payload

SHOWN = 4
"""Characters of a key that the platform shows at either end."""


@dataclass(repr=False)
class APIKey(
    BaseResource,
    SearchResourceMixin[BaseSearchParams, "APIKey"],
    GetResourceMixin[BaseGetParams, "APIKey"],
    DeleteResourceMixin[BaseDeleteParams, DeleteResult],
):
    """A key. `access_key` is whole in the reply to its creation and masked ever after; no repr shows it.

    Limits name their asset by id or path. The client remembers the paths it was given: limits that are read
    later show them again.
    """

    RESOURCE_PATH = "sdk/api-keys"
    PAGINATE_PATH = ""
    PAGINATE_METHOD = "get"
    dataclass_json_config = CAMEL

    budget: float | None = None
    """Credits."""
    access_key: str | None = None
    is_admin: bool | None = None
    expires_at: str | None = None
    global_limits: Limits | None = None
    assets_limits: list[Limits] | None = None

    def __repr__(self) -> str:
        return f"APIKey(id={self.id}, name={self.name})"

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """None: this list has neither filters nor pages."""
        return {}

    @classmethod
    def search(cls, **kwargs: Unpack[BaseSearchParams]) -> Page[APIKey]:
        """All keys of the workspace. Raises APIError."""
        return super().search(**kwargs)

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> APIKey:
        """The key with this id. Raises APIError."""
        return super().get(id, host, **kwargs)

    @classmethod
    def get_by_access_key(cls, access_key: str) -> APIKey | None:
        """The key that begins and ends like `access_key`, of which only those characters are looked at."""
        if len(access_key) < 2 * SHOWN:
            raise ValidationError(f"An access key has at least {2 * SHOWN} characters.")
        ends = access_key[:SHOWN], access_key[-SHOWN:]
        for key in cls.search():
            if key.access_key and (key.access_key[:SHOWN], key.access_key[-SHOWN:]) == ends:
                return key
        return None

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it on the platform. Raises ResourceError with the platform's error as cause."""
        return super().delete(**kwargs)

    def build_save_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The document to send, as `on_document` makes it; a path as asset becomes its id.

        Raises ValidationError, APIError.
        """
        key = call_options(kwargs)

        def decided(api_key: APIKey) -> dict[str, Any]:
            return self._decided(api_key, key)

        return self.on_document(decided(self), decided)

    def _decided(self, of: APIKey, key: dict[str, Any]) -> dict[str, Any]:
        if of.budget is not None and of.budget < 0:
            raise ValidationError("The budget must not be negative.")
        optional: dict[str, Any] = {"id": of.id, "expiresAt": of.expires_at}
        if of.global_limits is not None:
            optional["globalLimits"] = limits_payload(of.global_limits)
        limits = [limits_payload(limit, of_asset=True) for limit in of.assets_limits or []]
        for limit in limits:
            if "/" in limit["assetId"]:
                limit["assetId"] = self._id_of(limit["assetId"], key)
        payload = {"name": of.name, "budget": of.budget, "assetsLimits": limits}
        return payload | {name: value for name, value in optional.items() if value is not None}

    def mark_as_saved(self) -> None:
        """Take the present state as what the platform has, and show the paths that are known."""
        self._show_paths()
        super().mark_as_saved()

    def keep_document(self, document: dict[str, Any]) -> None:
        """Take the document as what the platform has, and show the paths that are known."""
        super().keep_document(document)
        self._show_paths()
        super().mark_as_saved()

    def _show_paths(self) -> None:
        known = context_of(self).asset_paths
        for limit in self.assets_limits or []:
            limit.asset_id = known.get(limit.asset_id, limit.asset_id)

    def _update(self, params: dict[str, Any]) -> None:
        """Change it, and take over what the platform stored: all of it but the key, which is masked now."""
        payload = self.build_save_payload(**params)
        url, whole = f"{path_of(self, params)}/{self.encoded_id}", self.access_key
        reply = self._send("PUT", url, json=payload, **call_options(params))
        if isinstance(reply, dict) and reply.get("id"):
            self._apply_response(reply)
        self.access_key = whole or self.access_key

    def _id_of(self, path: str, key: dict[str, Any]) -> str:
        context = context_of(self)
        known: str | None = next((id for id, other in context.asset_paths.items() if other == path), None)
        if known is None:
            try:
                known = str(context.Model.get(path, **key).id)
            except NotFoundError as error:
                raise ValidationError(f"There is no model {path} to limit.") from error
            context.asset_paths[known] = path
        return known

    def usage(self) -> list[UsageOfKey]:
        """What was used of this key today: one row for all assets, one for each. Raises APIError."""
        return _usage(self._action("GET", ["usage-limits"]))

    @classmethod
    def own_usage(cls) -> list[UsageOfKey]:
        """What was used today of the key that asks. Raises APIError."""
        return _usage(context_of(cls).client.request("GET", f"{cls.RESOURCE_PATH}/usage-limits"))


def _usage(reply: Any) -> list[UsageOfKey]:
    if not isinstance(reply, list):
        raise InvalidResponseError("The platform sent no list of usage.")
    decode = decoder_for(UsageOfKey)
    try:
        return [decode(item) for item in reply]
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidResponseError(f"The platform sent usage that cannot be read: {error}") from error
