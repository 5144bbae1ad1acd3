"""Reading the text in a picture, by tesseract."""

import re
from pathlib import Path
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.installed import listed_by, run_program
from aixtui.sandbox.engines.language_codes import short, spellings
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.uploaded import uploaded_path
from aixtui.sandbox.programs import TESSERACT

_HEAD = 1
"""The first line of the list of languages is a heading."""
_PICTURE = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP", re.DOTALL
)
"""How PNG, JPEG, GIF, BMP, TIFF and WebP begin."""


def compute(inputs: Inputs, job: Job) -> object:
    """The text in the picture."""
    picture = uploaded_path(inputs, job, "source_image")
    _refuse_what_is_no_picture(picture)
    known = [line.strip() for line in listed_by(TESSERACT, "--list-langs")[_HEAD:]]
    language = next((code for code in spellings(str(inputs["language"])) if code in known), None)
    if language is None:
        offered = ", ".join(sorted(short(code) for code in known if code != "osd")) or "none"
        raise EngineError(f"tesseract has no language {inputs['language']!r}; it has {offered}.")
    said = run_program(TESSERACT, [str(picture), "stdout", "-l", language], seconds=job.seconds_left)
    return said.decode(errors="replace").strip()


def _refuse_what_is_no_picture(path: Path) -> None:
    # Any other file is a list of names to tesseract: it would read any picture that they name.
    with path.open("rb") as file:
        if not _PICTURE.match(file.read(16)):
            raise EngineError("The picture is no PNG, JPEG, GIF, BMP, TIFF or WebP.")


def describe(output: Any) -> str:
    """The text."""
    return f"The picture says: {output}" if output else "There is no text in the picture."


ENGINE = Engine(
    own_asset(
        path="sandbox/tesseract-ocr",
        name="Tesseract OCR",
        description="Reads the text in an uploaded picture with tesseract, if this machine has that.",
        function=("ocr", "Optical Character Recognition"),
        price=0.0002,
        params=(
            Param(
                "source_image",
                "image",
                "image",
                required=True,
                description="An uploaded picture: its download URL or its s3:// address.",
            ),
            Param("language", default="en", description="Code of the language of the text, such as en."),
        ),
    ),
    compute,
    topics=("read the picture", "text in the picture"),
    describe=describe,
)
