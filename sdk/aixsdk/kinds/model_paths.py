"""Models as limits name them: ids for the platform, and paths for whoever gave paths.

The platform tells ids only; the client remembers the paths that it was given (`asset_paths`).
"""

from __future__ import annotations

from typing import Any

from ..exceptions import NotFoundError, ValidationError
from ..resource import BaseResource


def model_reference(model: Any) -> str:
    """The id or path of a model that is given by it, or as a saved object. Raises ValidationError."""
    found = model.id if isinstance(model, BaseResource) else model
    if not isinstance(found, str) or not found:
        raise ValidationError(f"model is a saved model, its id or its path, not {model!r}.")
    return found


def shown_model(context: Any, model: Any) -> Any:
    """The path of a model where it is known, else what it was given by."""
    reference = model.id if isinstance(model, BaseResource) else model
    return context.asset_paths.get(reference, reference)


def model_id(context: Any, model: Any, **key: Any) -> str:
    """The id of a model; a path that is not known is looked up. Raises ValidationError, APIError."""
    reference = model_reference(model)
    if "/" not in reference:
        return reference
    known: str | None = next((id for id, path in context.asset_paths.items() if path == reference), None)
    if known is None:
        try:
            known = str(context.Model.get(reference, **key).id)
        except NotFoundError as error:
            raise ValidationError(f"There is no model {reference}.") from error
        context.asset_paths[known] = reference
    return known
