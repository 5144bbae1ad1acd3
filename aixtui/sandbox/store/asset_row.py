"""A document -> the columns, the search words, the languages and the references of its row."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from aixtui.sandbox.store.database import Value
from aixtui.sandbox.store.document import part


def columns(doc: Mapping[str, Any]) -> dict[str, Value]:
    """The columns that come from the document itself."""
    price = part(doc, "pricing", "price")
    return {
        "id": doc["id"],
        "name": doc.get("name") or "",
        "instance_id": part(doc, "assetInfo", "instanceId") or doc.get("path"),
        "asset_path": part(doc, "assetInfo", "assetPath") or doc.get("path"),
        "status": doc.get("status"),
        "host": doc.get("host"),
        "developer": doc.get("developer"),
        "supplier": part(doc, "vendor", "code"),
        "function": part(doc, "function", "id"),
        "price": None if price is None else float(price),
        "finetunable": int(bool(part(doc, "attributes", "is_finetunable"))),
        "created_at": doc.get("createdAt") or "",
        "updated_at": doc.get("updatedAt") or "",
        "doc": json.dumps(doc, ensure_ascii=False, separators=(",", ":")),
    }


def words(doc: Mapping[str, Any]) -> tuple[str, str, str]:
    """What the full-text search sees: the name; the id, paths, makers and function; what it is said to do."""
    about = (
        doc["id"],
        part(doc, "assetInfo", "instanceId"),
        part(doc, "assetInfo", "assetPath"),
        doc.get("developer"),
        doc.get("host"),
        part(doc, "function", "id"),
        part(doc, "function", "name"),
    )
    told = (doc.get("description"), *(doc.get("tags") or ()))
    return (
        str(doc.get("name") or ""),
        " ".join(str(text) for text in about if text),
        " ".join(str(text) for text in told if text),
    )


_LANGUAGE_PARAMS = {"sourcelanguage": "source", "language": "source", "targetlanguage": "target"}


def languages(doc: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs (role, language code), role `source` or `target`, from the options of the parameters."""
    for param in doc.get("params") or ():
        role = _LANGUAGE_PARAMS.get(str(param.get("name")))
        for option in (param.get("availableOptions") or ()) if role else ():
            if role and isinstance(option, Mapping) and option.get("value"):
                yield role, str(option["value"]).lower()


def links(doc: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs (id, role) of what this one refers to; role `tool`, `agent`, `skill` or `file`."""
    for role, key in (("tool", "tools"), ("agent", "agents"), ("skill", "skills"), ("file", "files")):
        for entry in doc.get(key) or ():
            target = (entry.get("assetId") or entry.get("id")) if isinstance(entry, Mapping) else entry
            if target:
                yield str(target), role
