"""Uploaded files as inputs of engines."""

from pathlib import Path

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.engines.engine import EngineError, Inputs, Job

FILE = Param(
    "file",
    sub_type="file",
    required=True,
    description="An uploaded file: its download URL or its s3:// address.",
)


def uploaded_path(inputs: Inputs, job: Job, name: str = "file") -> Path:
    """Where the bytes of the input `name` are.

    Raises:
        EngineError: nothing was uploaded under that address.
    """
    file = job.services.uploaded(str(inputs[name]))
    if file is None:
        raise EngineError(
            "There is no uploaded file at that address; the sandbox fetches nothing from elsewhere."
        )
    return job.services.files.path(file)
