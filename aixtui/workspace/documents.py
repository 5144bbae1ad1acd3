"""Resources as the wire has them, to be shown."""

from typing import Any

from aixtui.kindspec.cells import mask
from aixtui.kindspec.kind import Resource

SECRETS = ("accessKey",)
"""Names in documents whose values are shown by their ends only, whatever the server sends."""


def document_of(resource: Resource) -> dict[str, Any]:
    """The document of a resource, without secrets."""
    document = dict(resource.to_dict())
    if hasattr(resource, "on_document"):
        # What this version does not know is part of it too.
        document |= resource.on_document(document, lambda was: was.to_dict())
    shown: dict[str, Any] = without_secrets(document)
    return shown


def without_secrets(document: Any) -> Any:
    """The same document, with no more than the ends of its secrets."""
    if not isinstance(document, dict):
        return document
    return document | {name: mask(document[name]) for name in SECRETS if document.get(name)}
