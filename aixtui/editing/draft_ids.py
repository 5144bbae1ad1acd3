"""What a draft is of, as it is kept: the id of a resource, or what stands for one that has none yet."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aixtui.editing.form import Form

NEW = "new "
"""What the id of a resource that has none yet begins with, in front of what it is one of."""
CLONE = "clone "
"""The same of a clone, in front of the id of the original."""


def is_new(resource_id: str) -> bool:
    """Whether an id of a draft stands for a resource that has none yet."""
    return resource_id.startswith(NEW)


def original_of(resource_id: str) -> str:
    """The id of the original, where an id of a draft stands for a clone; else empty."""
    return resource_id.removeprefix(CLONE) if resource_id.startswith(CLONE) else ""


def draft_id_of(form: "Form") -> str:
    """What a draft of a form is of."""
    if form.template is None:
        return f"{NEW}{form.kind.label}"
    return f"{CLONE if form.original is not None else ''}{form.template.id}"
