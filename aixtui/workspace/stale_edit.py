"""An edit of what somebody else has changed meanwhile."""

from collections.abc import Mapping

from aixtui.kindspec.kind import Resource


class StaleEditError(Exception):
    """Somebody else changed the fields that were edited.

    `theirs` maps those fields to their texts now, `current` is the resource as the server has it.
    """

    title = "It has changed on the server meanwhile"
    hint = "Save again to bring both together."

    def __init__(self, theirs: Mapping[str, str], current: Resource) -> None:
        super().__init__(f"Changed by somebody else: {', '.join(theirs)}.")
        self.theirs, self.current = dict(theirs), current
