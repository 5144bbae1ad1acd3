"""Checksums and line counts of large files, with true progress."""

import hashlib
from time import monotonic
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.engines.engine import Engine, Inputs, Job
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.stages import pace_of, pace_param
from aixtui.sandbox.engines.uploaded import FILE, uploaded_path

_CHUNK = 1_048_576
_STAGES = 10
_PACE = "0"
_REPORT_SECONDS = 0.1
_ALGORITHMS = (("sha256", "SHA-256"), ("sha1", "SHA-1"), ("md5", "MD5"), ("blake2b", "BLAKE2b"))


def compute(inputs: Inputs, job: Job) -> object:
    """Checksum, size and lines of `file`, tenth by tenth; reports ten times a second."""
    path = uploaded_path(inputs, job)
    size = path.stat().st_size
    digest = hashlib.new(str(inputs["algorithm"]), usedforsecurity=False)
    lines = done = stage = 0
    pace, most = pace_of(inputs, _PACE), min(_CHUNK, size // _STAGES + 1)
    reported = -_REPORT_SECONDS
    last = b""
    with path.open("rb") as file:
        while chunk := file.read(most):
            digest.update(chunk)
            lines += chunk.count(b"\n")
            done += len(chunk)
            last = chunk
            if monotonic() - reported >= _REPORT_SECONDS:
                reported = monotonic()
                job.report(done / size, f"read {done:,} of {size:,} bytes")
                job.pause(0)
            if stage < done * _STAGES // size:
                stage = done * _STAGES // size
                job.pause(pace)
    lines += bool(last) and not last.endswith(b"\n")
    checksum = digest.hexdigest()
    return {"algorithm": inputs["algorithm"], "checksum": checksum, "bytes": done, "lines": lines}


def describe(output: Any) -> str:
    """Checksum, size and lines."""
    return f"{output['algorithm']} {output['checksum']}, {output['bytes']} bytes, {output['lines']} lines."


ENGINE = Engine(
    own_asset(
        path="sandbox/file-checksum",
        name="File Checksum",
        description="Computes the checksum and counts the lines of an uploaded file of any size, and reports"
        " how far it is.",
        function=("utilities", "Utilities"),
        price=0.001,
        params=(
            FILE,
            Param("algorithm", "label", default="sha256", options=_ALGORITHMS),
            pace_param(_PACE),
        ),
        connection=("asynchronous",),
        function_type="utility",
    ),
    compute,
    topics=("checksum", "hash"),
    describe=describe,
)
