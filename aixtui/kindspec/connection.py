"""Connections of an integration: what has to be said for one, and the tool that comes of it."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.connect_inputs import connect_inputs
from aixtui.kindspec.field import Field
from aixtui.kindspec.handed_over import Awaited, HandedOver
from aixtui.kindspec.kind import Kind, Making
from aixtui.kindspec.login_ways import login_word, wants_consent
from aixtui.kindspec.text_codec import TextCodec

_AS_IT_IS = "The platform does not give it back: what is typed replaces it, empty leaves it as it is."
_NOT_GIVEN_BACK = "not given back by the platform"
CONSENT_MISSING = "It waits for your consent: edit it, and Consent there shows the address again."
_ASK = "ask again"
_HEADING = "What it connects with"


class _Connection:
    """One that is not made yet."""

    def __init__(self, integration: Any, scheme: str, attributes: Mapping[str, Any]) -> None:
        self._integration, self._scheme, self._attributes = integration, scheme, attributes

    def save(self) -> Any:
        """Connect; the tool that came of it."""
        said = {name: value for name, value in self._attributes.get("data", {}).items() if value is not None}
        data = {**said.pop("data", {}), **said}
        rest = {name: value for name, value in self._attributes.items() if name != "data" and value}
        return self._integration.connect(**rest, authScheme=self._scheme, data=data)


class ConsentingTools:
    """The SDK's tools, of which each that is got tells whether its service still lacks a consent."""

    def __init__(self, tools: Any) -> None:
        self._tools = tools

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tools, name)

    def __call__(self, **fields: Any) -> Any:
        """A new one."""
        return self._tools(**fields)

    def get(self, resource_id: str) -> Any:
        """The one of this id; it is asked for its actions where its login wants a consent."""
        tool = self._tools.get(resource_id)
        if tool.integration_id and wants_consent(tool.auth_scheme or ""):
            with suppress(Exception):  # then nobody knows
                tool.lacks_consent = not tool.tells_actions()
        return tool


class _Connections:
    """Where tools of an integration come from."""

    def __init__(self, tools: Any, integration: Any, scheme: str) -> None:
        self._tools, self._integration, self._scheme = tools, integration, scheme

    def __call__(self, **attributes: Any) -> _Connection:
        return _Connection(self._integration, self._scheme, attributes)

    def get(self, resource_id: str) -> Any:
        """The tool of this id."""
        return self._tools.get(resource_id)


def _schemes(integration: Any) -> tuple[str, ...]:
    return tuple(integration.auth_schemes) or ("NO_AUTH",)


def _consent(tool: Any) -> HandedOver | None:
    address = cells.clean(tool.redirect_url)
    note = "Open this address in a browser: the tool works as soon as you have agreed there."
    awaited = Awaited(
        tool.tells_actions,
        "Waiting for the service to have your consent",
        "The service answers: the tool tells its actions now.",
        CONSENT_MISSING,
    )
    return HandedOver("The service asks for your consent", address, note, awaited) if address else None


def _below_heading(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(one._replace(heading="" if place else _HEADING) for place, one in enumerate(fields))


def _connection_kind(integration: Any, scheme: str) -> Kind:
    return Kind(
        id="tool",
        plural="tools",
        label=f"Tools › {cells.clean(integration.name)}",
        source=lambda aix: _Connections(aix.Tool, integration, scheme),
        columns=(),
        sections=(),
        fields=(
            Field("name", "Name", required=True, heading="What it is"),
            Field("description", "Description", lines=2),
            *_below_heading(connect_inputs(integration, scheme, "data")),
        ),
        hands_over=_consent,
    )


def reconnected(kind: Kind, tool: Any) -> Kind:
    """The kind of a tool with fields for what it is connected with, which its integration is asked for.

    What it is connected with now the platform does not tell.
    """
    if not tool.integration_id:
        first, *others = kind.fields
        note = "How it is connected cannot be changed: no integration is known for it."
        return kind._replace(fields=(first._replace(help=note), *others))
    integration = tool.context.Integration.get(tool.integration_id)
    scheme = tool.auth_scheme or _schemes(integration)[0]
    asked = tuple(
        one._replace(
            help=f"{one.help} {_AS_IT_IS}".strip(), unset=_NOT_GIVEN_BACK, when="stored", required=False
        )
        for one in connect_inputs(integration, scheme, "config")
    )
    again = _below_heading((*((_consent_again(tool),) if wants_consent(scheme) else ()), *asked))
    return kind._replace(fields=(*kind.fields, *again), hands_over_again=_consent)


def _consent_again(tool: Any) -> Field:
    """To connect with nothing but the tool's own id changes nothing, and has the service ask once more."""
    return Field(
        "config.assetId",
        "Consent",
        help="Has the service ask for it again: the address is shown once this is saved.",
        options=(_ASK,),
        codec=TextCodec(lambda _: "", lambda text: (tool.asset_id or tool.id) if text.strip() else None),
        when="stored",
    )


CONNECTING = Making(
    "integration",
    _schemes,
    _connection_kind,
    login_word,
    "Connect",
    lambda tool: tool.integration_id or "",
)
