"""An edit of what somebody else has changed meanwhile."""


class StaleEditError(Exception):
    """Somebody else changed the fields that were edited. `theirs` maps those fields to their values now."""

    title = "It has changed on the server meanwhile"
    hint = "Save again to overwrite, or reload it first."

    def __init__(self, theirs: dict[str, str]) -> None:
        super().__init__(f"Changed by somebody else: {', '.join(theirs)}.")
        self.theirs = theirs
