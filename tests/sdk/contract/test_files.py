"""Files on the sandbox: up, looked at, and down again."""

from pathlib import Path

import pytest

from aixsdk import Aixplain, Config
from aixsdk import exceptions as errors
from aixsdk.cancel import CancelToken, use
from aixsdk.enums import FileType


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "papers"
    (root / "old" / "deep").mkdir(parents=True)
    (root / "empty").mkdir()
    (root / "a.txt").write_text("a")
    (root / "old" / "b.csv").write_text("b,c")
    (root / "old" / "deep" / "c.bin").write_bytes(b"\x00" * 300_000)
    return root


def _contents(root: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
    }


def test_a_file_there_and_back(fresh: Aixplain, folder: Path, tmp_path: Path) -> None:
    source, told = folder / "old" / "deep" / "c.bin", list[tuple[int, int]]()
    file = fresh.File(source, tags=["x"]).save(on_progress=lambda *done: told.append(done))
    assert told == [(262_144, 300_000), (300_000, 300_000)]
    assert (file.size, file.extension, file.is_dir, file.is_modified) == (300_000, ".bin", False, False)
    (found,) = fresh.File.search("c.bin")
    assert (found.id, found.tags) == (file.id, ["x"])
    stored = fresh.File.get(str(file.path))
    assert stored.id == file.id
    saved = stored.download(f"{tmp_path}/down/")
    assert saved == tmp_path / "down" / "c.bin"
    assert saved.read_bytes() == source.read_bytes()
    assert file.delete().completed
    with pytest.raises(errors.NotFoundError):
        fresh.File.get(str(found.id))


def test_a_folder_there_and_back(fresh: Aixplain, folder: Path, tmp_path: Path) -> None:
    saved = fresh.File(folder).save()
    root = fresh.File.get(str(saved.id))
    assert {child.name: child.is_dir for child in root.children} == {
        "empty": True,
        "old": True,
        "a.txt": False,
    }
    (old,) = (child for child in root.children if child.name == "old")
    assert {child.name: [inner.name for inner in child.children] for child in old.children} == {
        "b.csv": [],
        "deep": ["c.bin"],
    }
    assert [found.id for found in fresh.File.search(file_type=FileType.FOLDER) if found.name == "papers"] == [
        saved.id
    ]
    target = tmp_path / "down"
    assert root.download(target) == target
    assert _contents(target) == _contents(folder)


def test_an_address(fresh: Aixplain, folder: Path) -> None:
    url = fresh.File(folder / "a.txt").save().url
    if not url or not url.startswith("http"):
        url = f"{fresh.backend_url}/openapi.json"
    with pytest.raises(errors.UnsafeURLError, match="AIXPLAIN_ALLOW_PRIVATE_FETCH=1"):
        fresh.File(url, "copy.txt").save()
    config = Config(fresh.backend_url, fresh.model_url, allow_private_fetch=True)
    with Aixplain(fresh.api_key, config=config) as private:
        copy = private.File(url, "copy.txt").save()
        assert (copy.name, bool(copy.size)) == ("copy.txt", True)


def test_a_cancel_in_the_middle_of_an_upload_and_of_a_download(
    fresh: Aixplain, folder: Path, tmp_path: Path
) -> None:
    source = folder / "old" / "deep" / "c.bin"
    file = fresh.File(source).save()
    token = CancelToken()
    with use(token), pytest.raises(errors.CancelledError):
        fresh.File(source, "again.bin").save(on_progress=lambda *_: token.cancel())
    assert fresh.File.search("again.bin").results == []
    token = CancelToken()
    with use(token), pytest.raises(errors.CancelledError):
        file.download(tmp_path / "down.bin", on_progress=lambda *_: token.cancel())
    assert not (tmp_path / "down.bin").exists()
    assert not list(tmp_path.glob(".*"))
