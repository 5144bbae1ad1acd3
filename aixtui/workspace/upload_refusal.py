"""Why a file of this machine would not be taken, as far as that is known before anything is sent."""

from pathlib import Path

from aixtui.kindspec.cells import clean


def upload_refusal(path: Path) -> str:
    """A sentence; empty where nothing speaks against it."""
    from aixsdk.exceptions import FileUploadError
    from aixsdk.files import validate_file_for_upload

    try:
        validate_file_for_upload(path)
    except (FileUploadError, OSError) as error:
        return clean(error)
    return ""
