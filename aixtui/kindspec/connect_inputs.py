"""What has to be said for a connection: what its integration tells, else what is documented of it."""

from collections.abc import Mapping
from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.field import Field
from aixtui.kindspec.pairs import pairs
from aixtui.kindspec.references import Reference
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
_LANGUAGE_MODEL = Reference(("model",), filters=(("function", "text-generation"),))
_OF_THE_PROVIDER = "Only for an app of your own at the service."

_BY_PATH: Mapping[str, tuple[Field, ...]] = {
    "aixplain/mcp-server": (
        Field("url", "URL", required=True, help="The server's address: https://mcp.example.com/mcp."),
    ),
    "aixplain/postgresql": (
        # Such an address has a password in it.
        Field("url", "URL", help="postgresql://user:password@host:5432/name; else its host.", is_secret=True),
        Field("host", "Host", help="In place of a URL. What else there is to say stands in Data."),
    ),
    "aixplain/custom-llm-prompt": (
        Field("prompt", "Prompt", lines=_CODE_LINES, required=True, help="What the LLM is told each time."),
        Field("llmId", "LLM", required=True, help="Who answers it.", reference=_LANGUAGE_MODEL),
    ),
}
_BY_SCHEME: Mapping[str, tuple[Field, ...]] = {
    "BEARER_TOKEN": (Field("token", "Token", required=True, is_secret=True),),
    "API_KEY": (Field("api_key", "API key", required=True, is_secret=True),),
    "BASIC": (
        Field("username", "User name", required=True),
        Field("password", "Password", required=True, is_secret=True),
    ),
    **dict.fromkeys(
        ("OAUTH1", "OAUTH2"),
        (
            Field("client_id", "Client id", help=_OF_THE_PROVIDER),
            Field("client_secret", "Client secret", help=_OF_THE_PROVIDER, is_secret=True),
        ),
    ),
}
"""What the platform documents for each way to log in."""
_DATA = Field(
    "data",
    "Data",
    lines=2,
    help="What else it has to be told: name: value, one a line, or JSON. No draft keeps it.",
    codec=optional(pairs("host: db.example.com")),
    is_secret=True,
)


def connect_inputs(integration: Any, scheme: str, prefix: str) -> tuple[Field, ...]:
    """What a connection is made with, as fields whose names begin with a prefix.

    Where the integration tells nothing, the last one, `data`, holds all that nobody has a field for.
    """
    told = {one["name"]: _field(one) for one in integration.auth_inputs(scheme) if one.get("name")}
    fields = tuple(told.values()) or _documented(integration, scheme)
    return tuple(field._replace(name=f"{prefix}.{field.name}") for field in fields)


def _documented(integration: Any, scheme: str) -> tuple[Field, ...]:
    path = "/".join(str(integration.path or "").split("/")[:2])
    known = (*_BY_PATH.get(path, ()), *_BY_SCHEME.get(scheme, ()))
    return (*(one if one.required else one._replace(codec=optional(one.codec)) for one in known), _DATA)


def _field(described: Mapping[str, Any]) -> Field:
    name, kind = str(described.get("name") or ""), str(described.get("type") or "").lower()
    label = cells.clean(described.get("displayName") or name)
    codec, required = _CODECS.get(kind, TEXT), bool(described.get("required"))
    is_code = name == "code"
    return Field(
        name,
        label,
        lines=_CODE_LINES if is_code else 1,
        required=required,
        help=cells.clean(described.get("description")),
        codec=codec if required else optional(codec),
        options=YES_NO if kind == "boolean" else (),
        is_secret=not is_code and is_secret_name(f"{name} {label}"),
    )
