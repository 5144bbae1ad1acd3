"""A short description of a catalogue asset, and the wire document made from it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aixtui.sandbox.clock import stamp
from aixtui.sandbox.store.document import Doc

_FIRST_DAY = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
_DAYS = 980


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a runnable asset. `options` are pairs (value, label)."""

    name: str
    data_type: str = "text"
    sub_type: str = "text"
    required: bool = False
    default: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    description: str = ""
    multiple: bool = False

    def document(self) -> Doc:
        """The parameter as the wire shows it."""
        return {
            "name": self.name,
            "required": self.required,
            "isFixed": False,
            "multipleValues": self.multiple,
            "dataType": self.data_type,
            "dataSubType": self.sub_type,
            "values": [],
            "defaultValues": [] if self.default is None else [{"value": self.default}],
            "availableOptions": [{"value": value, "label": label} for value, label in self.options],
            "description": self.description,
        }


TEXT = Param("text", required=True, description="The text to work on.")


@dataclass(frozen=True, slots=True)
class AssetSpec:
    """An asset in short. `path` has two parts, `host/asset-name`; `function` is the id and the name.

    Its document says nothing of `streaming` when that is None.
    """

    path: str
    name: str
    description: str
    function: tuple[str, str]
    developer: str
    host: str
    price: float = 0.0
    unit: str = "REQUEST"
    params: tuple[Param, ...] = (TEXT,)
    connection: tuple[str, ...] = ("synchronous",)
    streaming: bool | None = False
    function_type: str = "ai"
    version: str | None = None
    status: str = "onboarded"
    id: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)


def fixed_id(text: str) -> str:
    """An id that depends on `text` only."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def code_of(name: str) -> str:
    """The supplier code of a developer's name."""
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower()).strip("-")


def document(spec: AssetSpec) -> Doc:
    """The wire document of a catalogue asset."""
    seed = int(hashlib.sha256(spec.path.encode()).hexdigest()[:12], 16)
    created = _FIRST_DAY + timedelta(days=seed % _DAYS, seconds=seed % 86_400)
    updated = created + timedelta(days=seed % 60)
    vendor = {"id": seed % 900 + 100, "name": spec.developer, "code": code_of(spec.developer)}
    function_id, function_name = spec.function
    return {
        "id": spec.id or fixed_id(f"{spec.path}/{spec.host}"),
        "name": spec.name,
        "description": spec.description,
        "assetInfo": {
            "instanceId": f"{spec.path}/{code_of(spec.host)}",
            "assetPath": spec.path,
            "assetName": spec.path.rpartition("/")[2],
        },
        "serviceName": spec.path.rpartition("/")[2],
        "status": spec.status,
        "host": spec.host,
        "developer": spec.developer,
        "vendor": vendor,
        "supplier": vendor,
        "function": {"id": function_id, "name": function_name},
        "functionType": spec.function_type,
        "type": "regular",
        "pricing": {"price": spec.price, "unitType": spec.unit, "unitTypeScale": None},
        "version": {"name": spec.version, "id": spec.version and f"v{spec.version}"},
        "createdAt": stamp(created),
        "updatedAt": stamp(updated),
        **({} if spec.streaming is None else {"supportsStreaming": spec.streaming}),
        "supportsBYOC": False,
        "connectionType": list(spec.connection),
        "attributes": dict(spec.attributes),
        "params": _documents(spec.params),
    }


def _documents(params: Iterable[Param]) -> list[Doc]:
    return [param.document() for param in params]
