"""What a file or a folder may be called: names become entries of a zip, and paths where that is unpacked."""

from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.store.document import Doc

_LONGEST = 255
"""Bytes in UTF-8, as file systems count."""


def entry_name(body: Doc) -> str:
    """The `name` of a new file or folder, which the schema has found to be no path and no control characters.

    Raises:
        PlatformError: 400, it is too long.
    """
    name: str = body["name"]
    if len(name.encode()) > _LONGEST:
        raise bad_request(f"name must have at most {_LONGEST} bytes")
    return name
