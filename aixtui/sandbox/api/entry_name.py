"""What a file or a folder may be called: names become entries of a zip, and paths where that is unpacked."""

from aixtui.sandbox.problems import bad_request
from aixtui.sandbox.store.document import Doc

_LONGEST = 255
"""Bytes in UTF-8, as file systems count."""


def entry_name(body: Doc) -> str:
    """The `name` of a new file or folder.

    Raises:
        PlatformError: 400, it is no name but a path, blank, too long, or has control characters.
    """
    name = body.get("name")
    if not isinstance(name, str) or not name.strip() or name in (".", "..") or "/" in name or "\\" in name:
        raise bad_request("name must be the name of a file or folder")
    if any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in name):
        raise bad_request("name must not have control characters")
    if len(name.encode()) > _LONGEST:
        raise bad_request(f"name must have at most {_LONGEST} bytes")
    return name
