"""The SKILL.md of a skill that the platform has, out of the zip of all its files."""

from __future__ import annotations

import tempfile
from contextlib import closing
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from .._http.response_body import ReplyBody
from ..exceptions import InputError
from .skill_source import MAIN_FILE, read_text

LONGEST_ZIP, LONGEST_TEXT = 20 * 1024 * 1024, 5 * 1024 * 1024
"""Bytes that are fetched for it, and that it may have itself."""
_IN_MEMORY = 1024 * 1024


def main_text(body: ReplyBody) -> str | None:
    """The text; None where the zip, whose body is closed, has no such file.

    Raises InputError for what is no text or too long, APIError.
    """
    with closing(body), tempfile.SpooledTemporaryFile(_IN_MEMORY) as archive:
        size = 0
        for piece in body:
            size += len(piece)
            if size > LONGEST_ZIP:
                raise InputError(f"The files of the skill have more than {LONGEST_ZIP // 1024**2} MB.")
            archive.write(piece)
        archive.seek(0)
        content = _content(archive)
    try:
        return None if content is None else content.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{MAIN_FILE} is no text in UTF-8.") from None


def follow_text(skill: Any, text: str, before: str | None) -> None:
    """Have the fields of a skill say what the text does, as far as they said what the one before did."""
    now, was = read_text(text, ""), read_text(before or "", "")
    if now.description != was.description and skill.description in (None, was.description):
        skill.description = now.description
    skill.name = skill.name or now.name or None
    skill.instructions, skill.required_tools = now.instructions, now.required_tools


def _content(archive: IO[bytes]) -> bytes | None:
    try:
        with ZipFile(archive) as files:
            if MAIN_FILE not in files.namelist():
                return None
            with files.open(MAIN_FILE) as file:
                content = file.read(LONGEST_TEXT + 1)
    except (BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise InputError(f"The files of the skill are no zip that can be read: {error}") from None
    if len(content) > LONGEST_TEXT:
        raise InputError(f"{MAIN_FILE} has more than {LONGEST_TEXT // 1024**2} MB.")
    return content
