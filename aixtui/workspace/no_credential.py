"""What is raised for want of a key."""

from typing import Any


class NoCredentialError(Exception):
    """There is no key yet: the app asks for one, for this session."""

    def __init__(self, session: Any) -> None:
        """`session` is the `AppSession` that has none."""
        super().__init__("There is no API key.")
        self.session = session
