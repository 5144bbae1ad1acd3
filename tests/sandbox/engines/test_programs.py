"""Engines that are programs of this machine: with stand-ins on PATH, and the real ones where they are."""

import shutil
import wave
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest

from aixtui.sandbox import start
from aixtui.sandbox.programs import NEEDED, about_programs
from tests.sandbox.conftest import client_of
from tests.sandbox.engines.test_engines import refusal, run, upload

APERTIUM = """
case "$1" in
  -l) echo "  eng-spa"; echo "  spa-eng"; echo "  eng-cat_valencia"; echo "  fr-es" ;;
  -u) shift; echo "[$1] $(tr a-z A-Z)" ;;
esac
"""
ESPEAK = """
case "$1" in
  --voices)
    echo "Pty Language       Age/Gender VoiceName          File                 Other Languages"
    echo " 5  en-gb           --/M      English_(GB)       gmw/en"
    echo " 5  fr-fr           --/M      French             roa/fr" ;;
  --stdin) printf 'RIFF of %s at %s: ' "$4" "$6"; cat ;;
esac
"""
TESSERACT = """
case "$1" in
  --list-langs) echo "List of available languages (3):"; echo eng; echo osd; echo fra ;;
  *) echo "in $4 to $2"; cat "$1" ;;
esac
"""


TRANSLATION = "sandbox/apertium-translation"


def pair(source: str, target: str, text: str = "x") -> dict[str, str]:
    return {"text": text, "sourcelanguage": source, "targetlanguage": target}


class Programs:
    """A folder on PATH, ahead of everything else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, name: str, script: str) -> None:
        """A program; of each name and folder it is looked for once."""
        program = self.folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return Programs(folder)


@pytest.fixture
def all_there(programs: Programs, tmp_path: Path) -> Iterator[httpx.Client]:
    programs.add("apertium", APERTIUM)
    programs.add("espeak-ng", ESPEAK)
    programs.add("tesseract", TESSERACT)
    with start(tmp_path / "s.db", assets=1) as running, client_of(running) as client:
        yield client


def test_a_text_is_translated_by_two_letters_or_three(all_there: httpx.Client) -> None:
    path = "sandbox/apertium-translation"
    assert (
        run(all_there, path, text="good day", sourcelanguage="en", targetlanguage="es")
        == "[eng-spa] GOOD DAY"
    )
    assert run(all_there, path, text="x", sourcelanguage="spa", targetlanguage="EN") == "[spa-eng] X"
    assert run(all_there, path, text="x", sourcelanguage="fra", targetlanguage="spa") == "[fr-es] X"
    assert refusal(all_there, path, text="x", sourcelanguage="en", targetlanguage="ja") == (
        "apertium has no pair en-ja on this machine; it has en-es, es-en, fr-es."
    )


def test_a_text_is_spoken_into_a_file(all_there: httpx.Client) -> None:
    address = run(all_there, "sandbox/espeak-speech", text="Good day.", language="en", speed=120)
    reply = httpx.get(address)
    assert reply.headers["content-type"] == "audio/wav"
    assert reply.text == "RIFF of en-gb at 120: Good day."
    assert "it has en-gb, fr-fr." in refusal(all_there, "sandbox/espeak-speech", text="x", language="tlh")
    assert "from 80 to 450" in refusal(all_there, "sandbox/espeak-speech", text="x", speed=4000)


def test_the_text_of_a_picture_is_read(all_there: httpx.Client) -> None:
    picture = upload(all_there, b"GIF89a and pixels")["downloadUrl"]
    assert (
        run(all_there, "sandbox/tesseract-ocr", source_image=picture, language="fr")
        == "in fra to stdout\nGIF89a and pixels"
    )
    said = refusal(all_there, "sandbox/tesseract-ocr", source_image=picture, language="de")
    assert said == "tesseract has no language 'de'; it has en, fr."
    assert "no uploaded file" in refusal(
        all_there, "sandbox/tesseract-ocr", source_image="http://x.test/a.png"
    )


def test_a_file_that_names_pictures_of_this_machine_is_not_read(
    all_there: httpx.Client, tmp_path: Path
) -> None:
    private = tmp_path / "private.gif"
    private.write_bytes(b"GIF89a of nobody else")
    names = upload(all_there, f"{private}\n".encode())["downloadUrl"]
    assert refusal(all_there, "sandbox/tesseract-ocr", source_image=names) == (
        "The picture is no PNG, JPEG, GIF, BMP, TIFF or WebP."
    )


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'no such pair' >&2; exit 3", "apertium failed: no such pair"),
        ("exit 4", "apertium failed: exit code 4"),
        ("exec yes", "apertium: It wrote more than 20,000,000 bytes."),
        ("sleep 60", "apertium: It did not end within 1 seconds."),
        ("exec >&- 2>&-; sleep 60", "apertium: It did not end within 1 seconds."),
    ],
    ids=["fails", "says-nothing", "endless", "hangs", "hangs-silently"],
)
def test_a_program_that_fails_is_told_with_its_reason(
    programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    monkeypatch.setattr("aixtui.sandbox.engines.installed._SECONDS", 1)
    programs.add("apertium", f'[ "$1" = -l ] && echo en-es && exit 0\n{script}')
    with start(tmp_path / "s.db", assets=1) as running, client_of(running) as client:
        said = refusal(
            client, "sandbox/apertium-translation", text="x", sourcelanguage="en", targetlanguage="es"
        )
    assert said == message


def test_a_program_sees_no_secret_of_the_environment(
    programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET", "hunter2")
    programs.add("apertium", '[ "$1" = -l ] && echo en-es && exit 0\nenv | sort | cut -d= -f1 | tr "\\n" " "')
    with start(tmp_path / "s.db", assets=1) as running, client_of(running) as client:
        seen = run(client, TRANSLATION, **pair("en", "es"))
    assert "A_SECRET" not in seen
    assert {"LANG", "PATH"} <= set(seen.split()) <= {"LANG", "PATH", "PWD", "OLDPWD", "SHLVL", "_"}


def test_what_is_not_installed_is_said_beforehand(
    programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(programs.folder))
    with start(tmp_path / "s.db", assets=1) as running, client_of(running) as client:
        for engine, program in NEEDED.items():
            reason = f"It needs {program.name}, which is not installed on this machine."
            found: Any = client.get(f"/v2/models/{engine.replace('/', '%2F')}").json()
            assert found["availability"] == {"runs": False, "reason": reason}
        runs = client.post("/v2/models/paginate", json={"available": True, "q": "apertium"}).json()
        assert runs["total"] == 0
        said = refusal(
            client, "sandbox/apertium-translation", text="x", sourcelanguage="en", targetlanguage="es"
        )
        assert said == "apertium is not installed on this machine."
    assert about_programs() == (
        "Not installed: apertium (translation), espeak-ng (speech), tesseract (reading text in pictures)."
    )
    programs.add("apertium", APERTIUM)
    monkeypatch.setenv("PATH", f"{programs.folder}:/nowhere")
    assert about_programs().startswith("Found: apertium (translation). Not installed: espeak-ng")


@pytest.mark.skipif(not shutil.which("apertium"), reason="apertium is not installed")
def test_the_real_apertium_translates(api: httpx.Client) -> None:
    said = refusal(api, TRANSLATION, **pair("xx", "yy"))
    assert "apertium has no pair xx-yy" in said


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
def test_the_real_espeak_speaks(api: httpx.Client) -> None:
    with wave.open(BytesIO(httpx.get(run(api, "sandbox/espeak-speech", text="Good day.")).content)) as sound:
        assert sound.getnframes() > 0


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_the_real_tesseract_looks_at_a_picture(api: httpx.Client) -> None:
    import segno

    content = BytesIO()
    segno.make("x").save(content, kind="png", scale=8)
    picture = upload(api, content.getvalue())["downloadUrl"]
    assert isinstance(run(api, "sandbox/tesseract-ocr", source_image=picture), str)
