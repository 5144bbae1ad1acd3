"""Whether a resource is a draft, of the kinds that have drafts; and the field that says so of a new one."""

from collections.abc import Mapping
from typing import Any

from aixtui.kindspec.field import Field
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.text_codec import TextCodec

DRAFT, ONBOARDED = "draft", "onboarded"


def _parse(text: str) -> str | None:
    if text.strip() not in ("", DRAFT, ONBOARDED):
        raise ValueError(f"{ONBOARDED} or {DRAFT}")
    return DRAFT if text.strip() == DRAFT else None


STATE = Field(
    "status",
    "State",
    options=(DRAFT,),
    option_names={"": ONBOARDED},
    help="What is onboarded is published. A draft is not.",
    codec=TextCodec(lambda status: DRAFT if _word(status) == DRAFT else "", _parse),
    when="new",
)
"""Empty it is onboarded."""


def is_draft(kind: Kind, resource: Resource) -> bool:
    """Whether it is kept from being published; a kind without drafts has none, whatever a status says."""
    return kind.has_drafts and _word(getattr(resource, "status", None)) == DRAFT


def says_draft(kind: Kind, values: Mapping[str, Any], template: Resource | None) -> bool:
    """Whether a new one is to be a draft: as it is said, else as what it is like."""
    if kind.has_drafts and STATE.name in values:
        return values[STATE.name] == DRAFT  # type: ignore[no-any-return]
    return template is not None and is_draft(kind, template)


def _word(status: object) -> object:
    return getattr(status, "value", status)
