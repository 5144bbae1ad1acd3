"""Connections of an integration: what has to be said for one, and the tool that comes of it."""

from collections.abc import Mapping
from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.field import Field
from aixtui.kindspec.handed_over import Awaited, HandedOver
from aixtui.kindspec.kind import Kind, Making
from aixtui.kindspec.login_ways import login_word
from aixtui.kindspec.secret_names import is_secret_name
from aixtui.kindspec.text_codec import JSON, NUMBER, TEXT, YES_NO, YES_OR_NO, TextCodec, optional

_CODECS: Mapping[str, TextCodec] = {
    "number": NUMBER,
    "integer": NUMBER,
    "boolean": YES_OR_NO,
    "object": JSON,
    "json": JSON,
    "array": JSON,
}
_CODE_LINES = 8
_AS_IT_IS = "The platform does not tell it; empty leaves it as it is."


class _Connection:
    """One that is not made yet."""

    def __init__(self, integration: Any, scheme: str, attributes: Mapping[str, Any]) -> None:
        self._integration, self._scheme, self._attributes = integration, scheme, attributes

    def save(self) -> Any:
        """Connect; the tool that came of it."""
        data = {name: value for name, value in self._attributes.get("data", {}).items() if value is not None}
        rest = {name: value for name, value in self._attributes.items() if name != "data" and value}
        return self._integration.connect(**rest, authScheme=self._scheme, data=data)


class _Connections:
    """Where tools of an integration come from."""

    def __init__(self, tools: Any, integration: Any, scheme: str) -> None:
        self._tools, self._integration, self._scheme = tools, integration, scheme

    def __call__(self, **attributes: Any) -> _Connection:
        return _Connection(self._integration, self._scheme, attributes)

    def get(self, resource_id: str) -> Any:
        """The tool of this id."""
        return self._tools.get(resource_id)


def _field(described: Mapping[str, Any]) -> Field:
    name, kind = str(described.get("name") or ""), str(described.get("type") or "").lower()
    label = cells.clean(described.get("displayName") or name)
    codec, required = _CODECS.get(kind, TEXT), bool(described.get("required"))
    is_code = name == "code"
    return Field(
        f"data.{name}",
        label,
        lines=_CODE_LINES if is_code else 1,
        required=required,
        help=cells.clean(described.get("description")),
        codec=codec if required else optional(codec),
        options=YES_NO if kind == "boolean" else (),
        is_secret=not is_code and is_secret_name(f"{name} {label}"),
    )


def _schemes(integration: Any) -> tuple[str, ...]:
    return tuple(integration.auth_schemes) or ("NO_AUTH",)


def _consent(tool: Any) -> HandedOver | None:
    address = cells.clean(tool.redirect_url)
    note = "Open this address in a browser: the tool works as soon as you have agreed there."
    awaited = Awaited(
        tool.tells_actions,
        "Waiting for the service to have your consent",
        "The service answers: the tool tells its actions now.",
    )
    return HandedOver("The service asks for your consent", address, note, awaited) if address else None


def _connection_kind(integration: Any, scheme: str) -> Kind:
    described = {one["name"]: one for one in integration.auth_inputs(scheme) if one.get("name")}
    asked = [_field(one) for one in described.values()]
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
            *(field._replace(heading="What it connects with") for field in asked[:1]),
            *asked[1:],
        ),
        hands_over=_consent,
    )


def reconnected(kind: Kind, tool: Any) -> Kind:
    """The kind of a tool with fields for what it is connected with, which its integration is asked for.

    What it is connected with now the platform does not tell.
    """
    if not tool.integration_id:
        return _with_note(kind, "How it is connected cannot be changed: no integration is known for it.")
    integration = tool.context.Integration.get(tool.integration_id)
    scheme = tool.auth_scheme or _schemes(integration)[0]
    asked = [_field_again(one) for one in integration.auth_inputs(scheme) if one.get("name")]
    if not asked:
        name = cells.clean(integration.name)
        return _with_note(kind, f"How it is connected cannot be changed: {name} asks for nothing.")
    again = asked[0]._replace(heading="What it connects with")
    return kind._replace(fields=(*kind.fields, again, *asked[1:]), hands_over_again=_consent)


def _field_again(described: Mapping[str, Any]) -> Field:
    field = _field({**described, "required": False})
    return field._replace(
        name=f"config.{described['name']}", help=f"{field.help} {_AS_IT_IS}".strip(), when="stored"
    )


def _with_note(kind: Kind, note: str) -> Kind:
    first, *others = kind.fields
    return kind._replace(fields=(first._replace(help=note), *others))


CONNECTING = Making(
    "integration",
    _schemes,
    _connection_kind,
    login_word,
    "Connect",
    lambda tool: tool.integration_id or "",
)
