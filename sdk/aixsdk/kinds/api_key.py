"""API keys of the workspace, their limits and what was used of them."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from ..exceptions import ValidationError
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
from ..resource.arguments import json_values
from ..resource.context import context_of, path_of
from ..resource.fields import CAMEL, json_field
from ..resource.options import call_options
from ..resource.params import SearchOptions
from .api_key_limits import APIKeyLimits, check_limit, limits_of
from .api_key_usage import APIKeyUsageLimit, read_usage
from .model_paths import model_id, model_reference, shown_model

SHOWN = 4
"""Characters of a key that the platform shows at either end."""


class APIKeySearchParams(SearchOptions, total=False):
    """What a search takes: the list comes whole, and knows no filters."""

    page_number: int
    page_size: int


class APIKeyGetParams(BaseGetParams, total=False):
    """What a get takes."""


class APIKeyDeleteParams(BaseDeleteParams, total=False):
    """What a deletion takes."""


@dataclass(repr=False)
class APIKey(
    BaseResource,
    SearchResourceMixin[BaseSearchParams, "APIKey"],
    GetResourceMixin[APIKeyGetParams, "APIKey"],
    DeleteResourceMixin[APIKeyDeleteParams, DeleteResult],
):
    """A key. `key` is whole in the reply to its creation and masked ever after; no repr shows it.

    Limits name their model by id or path. The client remembers the paths it was given: limits that are read
    later show them again. Limits may be given as dictionaries.
    """

    RESOURCE_PATH = "sdk/api-keys"
    PAGINATE_PATH = ""
    PAGINATE_METHOD = "get"
    SEARCH_PARAMS = APIKeySearchParams
    GET_PARAMS = APIKeyGetParams
    DELETE_PARAMS = APIKeyDeleteParams
    SAVE_PARAMS = BaseParams
    dataclass_json_config = CAMEL

    budget: float | None = None
    """Credits."""
    expires_at: datetime | str | None = json_field(decoder=str)
    """As text in ISO 8601."""
    key: str | None = json_field("accessKey")
    is_admin: bool | None = None
    global_limits: APIKeyLimits | None = None
    asset_limits: builtins.list[APIKeyLimits] | None = json_field("assetsLimits")

    def __repr__(self) -> str:
        return f"APIKey(id={self.id}, name={self.name})"

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "global_limits" and value is not None:
            value = limits_of(value)
        elif name == "asset_limits" and value is not None:
            value = [limits_of(limits) for limits in value]
        super().__setattr__(name, value)

    @classmethod
    def create(
        cls,
        name: str,
        budget: float,
        global_limits: APIKeyLimits | Mapping[str, Any],
        asset_limits: Sequence[APIKeyLimits | Mapping[str, Any]] | None = None,
        expires_at: datetime | str | None = None,
        **kwargs: Unpack[BaseParams],
    ) -> APIKey:
        """Make a key and save it. Raises ResourceError, with the platform's error as cause."""
        made = cls(name=name, budget=budget, expires_at=expires_at)
        return made.save(global_limits=global_limits, asset_limits=asset_limits, **kwargs)

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """None: this list has neither filters nor pages."""
        return {}

    @classmethod
    def search(cls, **kwargs: Unpack[APIKeySearchParams]) -> Page[APIKey]:
        """All keys of the workspace. Raises APIError."""
        return super().search(**kwargs)

    @classmethod
    def list(cls, **kwargs: Unpack[APIKeySearchParams]) -> builtins.list[APIKey]:
        """The keys that `search` finds."""
        return cls.search(**kwargs).results

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> APIKey:
        """The key with this id. Raises APIError."""
        return super().get(id, host, **kwargs)

    @classmethod
    def get_by_access_key(cls, access_key: str, **kwargs: Unpack[APIKeySearchParams]) -> APIKey | None:
        """The key that begins and ends like `access_key`, of which only those characters are looked at."""
        if len(access_key) < 2 * SHOWN:
            raise ValidationError(f"An access key has at least {2 * SHOWN} characters.")
        ends = access_key[:SHOWN], access_key[-SHOWN:]
        found = (
            key for key in cls.search(**kwargs) if key.key and (key.key[:SHOWN], key.key[-SHOWN:]) == ends
        )
        return next(found, None)

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it on the platform. Raises ResourceError with the platform's error as cause."""
        return super().delete(**kwargs)

    def build_save_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The document to send, as `on_document` makes it; a path as model becomes its id.

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
            optional["globalLimits"] = of.global_limits.payload()
        limits = [
            {**one.payload(), "assetId": model_id(context_of(self), one.model, **key)}
            for one in of.asset_limits or []
        ]
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
        for limits in self.asset_limits or []:
            limits.model = shown_model(context_of(self), limits.model)

    def _update(self, params: dict[str, Any]) -> None:
        """Change it, and take over what the platform stored: all of it but the key, which is masked now."""
        payload = json_values(self.build_save_payload(**params))
        url, whole = f"{path_of(self, params)}/{self.encoded_id}", self.key
        reply = self._send("PUT", url, json=payload, **call_options(params))
        if isinstance(reply, dict) and reply.get("id"):
            self._apply_response(reply)
        self.key = whole or self.key

    def set_token_per_day(self, value: int, model: Any = None) -> None:
        """Limit the tokens a day, of all assets or of a model; `save` sends it."""
        self._set_limit("token_per_day", value, model)

    def set_token_per_minute(self, value: int, model: Any = None) -> None:
        """Limit the tokens a minute, of all assets or of a model; `save` sends it."""
        self._set_limit("token_per_minute", value, model)

    def set_request_per_day(self, value: int, model: Any = None) -> None:
        """Limit the requests a day, of all assets or of a model; `save` sends it."""
        self._set_limit("request_per_day", value, model)

    def set_request_per_minute(self, value: int, model: Any = None) -> None:
        """Limit the requests a minute, of all assets or of a model; `save` sends it."""
        self._set_limit("request_per_minute", value, model)

    def _set_limit(self, name: str, value: int, model: Any) -> None:
        """Raises ValidationError for what is no limit, and where there are none yet to set it in."""
        check_limit(name, value)
        limits = self.global_limits if model is None else self._limits_of_model(model)
        if limits is None:
            # Whatever is not limited is sent as 0, and nobody but the caller knows what it should be.
            what, where = ("all assets", "global_limits") if model is None else (repr(model), "asset_limits")
            raise ValidationError(f"The key has no limits for {what} yet: put APIKeyLimits into {where}.")
        setattr(limits, name, value)

    def _limits_of_model(self, model: Any) -> APIKeyLimits | None:
        context = context_of(self)
        wanted = shown_model(context, model_reference(model))
        found = (one for one in self.asset_limits or [] if shown_model(context, one.model) == wanted)
        return next(found, None)

    def get_usage(self, model: Any = None) -> builtins.list[APIKeyUsageLimit]:
        """What was used of this key today: a row for all assets and one for each, or that of a model.

        Raises APIError.
        """
        return read_usage(context_of(self), self._action("GET", ["usage-limits"]), model)

    @classmethod
    def get_usage_limits(
        cls, model: Any = None, **kwargs: Unpack[BaseParams]
    ) -> builtins.list[APIKeyUsageLimit]:
        """What was used today of the key that asks, as `get_usage`. Raises APIError."""
        context, key = context_of(cls), call_options(kwargs)
        reply = context.client.request("GET", f"{path_of(cls, kwargs)}/usage-limits", **key)
        return read_usage(context, reply, model, **key)
