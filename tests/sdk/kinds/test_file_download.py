"""Downloads: what is there stays until the new one is whole, and no archive leaves its folder."""

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.cancel import CancelToken, use
from aixsdk.kinds import folder_archive
from tests.sdk.platform import Platform

FILE = "GET /sdk/file-asset/f1/download"


def packed(*entries: str | zipfile.ZipInfo, text: bytes = b"x") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for entry in entries:
            archive.writestr(entry, b"" if str(entry).endswith("/") else text)
    return buffer.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


class TestFile:
    @pytest.mark.parametrize(
        ("destination", "name", "place"),
        [
            ("out.bin", "a.txt", "out.bin"),
            ("folder", "a.txt", "folder/a.txt"),
            ("new/", "a.txt", "new/a.txt"),
            ("deep/er/out.bin", "a.txt", "deep/er/out.bin"),
            ("folder", "../../evil", "folder/evil"),
            ("folder", "..\\evil", "folder/evil"),
            ("folder", "/etc/evil", "folder/evil"),
            ("folder", "..", "folder/file"),
            ("folder", "a\x1b[31m", "folder/file"),
        ],
    )
    def test_where_it_goes(
        self, aix: Aixplain, platform: Platform, tmp_path: Path, destination: str, name: str, place: str
    ) -> None:
        (tmp_path / "folder").mkdir()
        platform.on(FILE, httpx.Response(200, content=b"bytes"))
        told: list[tuple[int, int]] = []
        file = aix.File(id="f1", name=name, size=5)
        saved = file.download(f"{tmp_path}/{destination}", on_progress=lambda *done: told.append(done))
        assert saved == tmp_path / place
        assert saved.read_bytes() == b"bytes"
        assert told == [(5, 5)]
        assert [found.name for found in saved.parent.iterdir() if found.is_file()] == [saved.name]

    @pytest.mark.parametrize("failure", [httpx.Response(404), httpx.ReadError("cut")])
    def test_what_is_there_stays_until_the_new_one_is_whole(
        self, aix: Aixplain, platform: Platform, tmp_path: Path, failure: httpx.Response | Exception
    ) -> None:
        target = tmp_path / "a.txt"
        target.write_bytes(b"old")
        platform.on(FILE, failure)
        with pytest.raises(errors.APIError):
            aix.File(id="f1").download(target)
        assert target.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [target]

    def test_a_link_in_the_way_is_not_written_through(
        self, aix: Aixplain, platform: Platform, tmp_path: Path
    ) -> None:
        other = tmp_path / "other"
        other.write_bytes(b"mine")
        (tmp_path / ".a.txt.part").symlink_to(other)
        platform.on(FILE, httpx.Response(200, content=b"bytes"))
        aix.File(id="f1").download(tmp_path / "a.txt")
        assert other.read_bytes() == b"mine"

    def test_not_before_it_is_saved(self, aix: Aixplain, tmp_path: Path) -> None:
        with pytest.raises(errors.ValidationError, match="saved"):
            aix.File(name="x").download(tmp_path)


class TestFolder:
    @pytest.fixture
    def download(self, aix: Aixplain, platform: Platform) -> Callable[[bytes, Path], Path]:
        def do(archive: bytes, target: Path) -> Path:
            platform.on(FILE, httpx.Response(200, content=archive))
            return aix.File(id="f1", name="n", file_type="folder").download(target)

        return do

    def test_it_is_unpacked(self, download: Callable[[bytes, Path], Path], tmp_path: Path) -> None:
        target = tmp_path / "new" / "place"
        assert download(packed("a.txt", "d/", "e/f/g.txt", "ü/…"), target) == target
        assert sorted(path.relative_to(target).as_posix() for path in target.rglob("*")) == sorted(
            ["a.txt", "d", "e", "e/f", "e/f/g.txt", "ü", "ü/…"]
        )
        (target / "a.txt").write_bytes(b"old")
        (target / "mine.txt").write_bytes(b"mine")
        download(packed("a.txt"), target)
        assert (target / "a.txt").read_bytes() == b"x"
        assert (target / "mine.txt").read_bytes() == b"mine"

    def test_here(
        self, download: Callable[[bytes, Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        download(packed("a.txt"), Path())
        assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]

    @pytest.mark.parametrize(
        "entry",
        [
            "../evil",
            "a/../../evil",
            "/etc/evil",
            "C:/evil",
            "C:evil",
            "\\\\host\\evil",
            "a\\..\\evil",
            "a\nb",
            "./a",
            "//x",
        ],
    )
    def test_an_entry_that_leaves_it(
        self, download: Callable[[bytes, Path], Path], tmp_path: Path, entry: str
    ) -> None:
        target = tmp_path / "place"
        with pytest.raises(errors.ResourceError, match="no place"):
            download(packed("good.txt", entry), target)
        assert list(target.iterdir()) == []
        assert list(tmp_path.iterdir()) == [target]

    def test_links(self, download: Callable[[bytes, Path], Path], tmp_path: Path) -> None:
        target = tmp_path / "place"
        with pytest.raises(errors.ResourceError, match="no place"):
            download(packed(link("a"), text=b"/etc"), target)
        (tmp_path / "outside").mkdir()
        (target / "a").symlink_to(tmp_path / "outside")
        with pytest.raises(errors.ResourceError, match="leads out"):
            download(packed("a/b.txt"), target)
        assert list((tmp_path / "outside").iterdir()) == []

    def test_two_of_one_name(self, download: Callable[[bytes, Path], Path], tmp_path: Path) -> None:
        with pytest.warns(UserWarning, match="Duplicate"):
            twice = packed("a", "a")
        for archive in (twice, packed("a", "a/b")):
            with pytest.raises(errors.ResourceError, match="one name"):
                download(archive, tmp_path / "place")

    def test_a_bomb(
        self, download: Callable[[bytes, Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(folder_archive, "MOST_BYTES", 1000)
        monkeypatch.setattr(folder_archive, "MOST_ENTRIES", 3)
        download(packed("a", text=b"0" * 1000), tmp_path / "place")
        for archive in (packed("a", "b", text=b"0" * 501), packed("a", "b", "c", "d")):
            with pytest.raises(errors.ResourceError, match="no room"):
                download(archive, tmp_path / "other")
        assert list((tmp_path / "other").iterdir()) == []

    @pytest.mark.parametrize("spoil", [lambda _: b"no zip", lambda data: data[:-30], lambda _: b"", None])
    def test_what_is_no_archive(
        self, download: Callable[[bytes, Path], Path], tmp_path: Path, spoil: Callable[[bytes], bytes] | None
    ) -> None:
        archive = packed("a.txt", text=b"text" * 99)
        broken = spoil(archive) if spoil else archive.replace(b"texttext", b"texttxet", 1)
        with pytest.raises(errors.ResourceError, match="cannot be unpacked"):
            download(broken, tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_a_stream_that_is_broken_inside(
        self, download: Callable[[bytes, Path], Path], tmp_path: Path
    ) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a", b"text" * 9999)
        data = bytearray(buffer.getvalue())
        data[31:36] = b"\xff" * 5
        with pytest.raises(errors.ResourceError, match="cannot be unpacked"):
            download(bytes(data), tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_a_cancel_while_it_is_unpacked(self, tmp_path: Path) -> None:
        token = CancelToken()
        token.cancel()
        with use(token), pytest.raises(errors.CancelledError):
            folder_archive.extract(io.BytesIO(packed("a")), tmp_path)
        assert list(tmp_path.iterdir()) == []
