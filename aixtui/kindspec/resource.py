"""What a resource is to all that knows none of the SDK's classes."""

from typing import Any, TypeAlias

Resource: TypeAlias = Any
"""An instance of one of the SDK's classes: kinds read its attributes, screens never do."""
