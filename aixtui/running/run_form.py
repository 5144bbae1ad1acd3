"""What a resource is to be run with, as it is typed."""

from collections.abc import Mapping
from typing import Any

from aixtui.face import Face
from aixtui.kindspec.inputs import InvalidValueError, parse_all
from aixtui.kindspec.kind import Kind, Resource
from aixtui.kindspec.text_codec import JSON


class RunForm:
    """The inputs of a resource, each with the text that is typed into it."""

    def __init__(self, kind: Kind, resource: Resource) -> None:
        self.inputs = kind.inputs(resource) if kind.inputs else ()
        self.texts = {one.name: one.default for one in self.inputs}
        """What is typed into each input."""
        self.invalid_field = ""
        """The input that has to be mended; empty when none has."""

    def fill(self, values: Mapping[str, Any]) -> None:
        """Type what was sent before."""
        self.texts |= {
            name: value if isinstance(value, str) else JSON.show(value)
            for name, value in values.items()
            if name in self.texts
        }

    def type(self, name: str, text: str) -> None:
        """An input holds this text now."""
        if self.texts[name] != text:
            self.texts[name], self.invalid_field = text, ""

    def is_ready(self, face: Face) -> bool:
        """Whether the inputs fit; where they do not, say which one and why."""
        try:
            parse_all(self.inputs, self.texts)
        except InvalidValueError as error:
            face.tell(str(error), title=error.title, warning=True)
            self.invalid_field = error.name
            return False
        return True
