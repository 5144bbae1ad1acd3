"""Whether a resource is a draft, of the kinds that have drafts."""

from aixtui.kindspec.kind import Kind, Resource


def is_draft(kind: Kind, resource: Resource) -> bool:
    """Whether it is kept from being published; a kind without drafts has none, whatever a status says."""
    status = getattr(resource, "status", None)
    return kind.has_drafts and getattr(status, "value", status) == "draft"
