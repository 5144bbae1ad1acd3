"""Files: what is made of a source, sent, and read of the platform's documents."""

from pathlib import Path
from typing import Any

import httpx
import pytest

import aixsdk
from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import FileType, Privacy
from tests.sdk.platform import KEY, Platform

ALLOWANCE = "GET /sdk/file-asset/upload-allowance"
ASK = "POST /sdk/file/upload/temp-url"
FILES = "POST /sdk/file-asset"
PLACE = {"uploadUrl": "https://b.s3.amazonaws.com/put?sig=1", "downloadUrl": "https://dl.test/1"}
DOCUMENT = {
    "id": "f1",
    "name": "notes.txt",
    "assetInfo": {"instanceId": "ws/notes.txt"},
    "fileType": "FILE",
    "isTemp": True,
    "ext": ".txt",
    "size": 5,
    "privacy": "Private",
    "shelf": "top",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "notes.txt"
    found.write_bytes(b"hello")
    return found


@pytest.fixture
def store(platform: Platform) -> Platform:
    platform.on(ALLOWANCE, {"allowed": True})
    platform.on(ASK, PLACE)
    platform.on("PUT /put", httpx.Response(204))
    platform.on(FILES, DOCUMENT)
    return platform


class TestNew:
    @pytest.mark.parametrize(
        "arguments",
        [
            {},
            {"source": "no-such-file"},
            {"source": ""},
            {"source": "ftp://x.test/a"},
            {"source": "file:///etc/passwd"},
            {"source": "https://x.test/"},
            {"source": "https://x.test/a", "name": "  "},
            {"source": "https://x.test/a", "nmae": "x"},
        ],
    )
    def test_what_no_file_is_made_of(self, aix: Aixplain, arguments: dict[str, Any]) -> None:
        with pytest.raises(errors.ValidationError):
            aix.File(**arguments)

    def test_names(self, aix: Aixplain, path: Path) -> None:
        assert aix.File(path).name == "notes.txt"
        assert aix.File(file_path=str(path)).file_path == str(path)
        assert aix.File("https://x.test/a/b%20c.pdf?sig=1").name == "b c.pdf"
        assert aix.File("https://x.test", "own.txt").name == "own.txt"
        made = aix.File.create_from_file(path, False, tags=["a"])
        assert (made.is_temp, made.tags, made.is_dir) == (False, ["a"], False)
        assert aix.File(path.parent).is_dir

    def test_it_has_a_name_of_before(self, aix: Aixplain) -> None:
        assert aixsdk.Resource is aixsdk.File
        assert aix.Resource is aix.File

    def test_keys_of_the_document_are_taken(self, aix: Aixplain) -> None:
        file = aix.File(
            id="f1", fileType=FileType.FOLDER, ext=".x", parentId="p", createdAt="c", updatedAt="u"
        )
        assert (file.file_type, file.extension, file.parent_id) == (FileType.FOLDER, ".x", "p")
        assert (file.created_at, file.updated_at) == ("c", "u")


class TestSaving:
    def test_a_file(self, aix: Aixplain, store: Platform, path: Path) -> None:
        told: list[tuple[int, int]] = []
        file = aix.File(path, tags=["a"], privacy="Public").save(on_progress=lambda *done: told.append(done))
        assert store.sent == [
            "GET /sdk/file-asset/upload-allowance?size=5",
            "POST /sdk/file/upload/temp-url",
            "PUT /put?sig=1",
            "POST /sdk/file-asset",
        ]
        assert store.body(1) == {"contentType": "text/plain", "originalName": "notes.txt"}
        assert store.requests[1].headers["x-api-key"] == KEY
        put = store.requests[2]
        assert (put.content, put.headers["content-type"]) == (b"hello", "text/plain")
        assert KEY not in str(put.headers.multi_items())
        assert store.body(3) == {
            "name": "notes.txt",
            "fileType": "file",
            "url": "https://dl.test/1",
            "description": "",
            "tags": ["a"],
            "privacy": "Public",
            "whitelist": [],
        }
        assert told == [(5, 5)]
        assert (file.id, file.path, file.extension, file.is_temp) == ("f1", "ws/notes.txt", ".txt", False)
        assert (file.is_modified, vars(file)["shelf"]) == (False, "top")

    @pytest.mark.parametrize(
        ("place", "reference"),
        [
            ({"uploadUrl": PLACE["uploadUrl"], "url": "u", "key": "k"}, "u"),
            ({**PLACE, "downloadUrl": ""}, None),
        ],
    )
    def test_the_reference(
        self, aix: Aixplain, store: Platform, path: Path, place: dict[str, str], reference: str | None
    ) -> None:
        store.on(ASK, place)
        if reference is None:
            with pytest.raises(errors.FileUploadError, match="did not say"):
                aix.File(path).save()
        else:
            aix.File(path).save()
            assert store.body()["url"] == reference

    def test_without_room_nothing_is_sent(self, aix: Aixplain, store: Platform, path: Path) -> None:
        refusal = {"allowed": False, "reason": "team is full", "remainingSize": 3, "remainingFiles": 0}
        store.on(ALLOWANCE, refusal, {"allowed": False})
        with pytest.raises(errors.FileUploadError, match=r"team is full.*3 bytes, 0 files"):
            aix.File(path).save()
        with pytest.raises(errors.FileUploadError, match="quota exceeded"):
            aix.File(path).save()
        assert len(store.sent) == 2

    def test_no_upload_elsewhere(self, aix: Aixplain, store: Platform, path: Path) -> None:
        store.on(ASK, {**PLACE, "uploadUrl": "https://evil.test/put"})
        with pytest.raises(errors.UnsafeURLError, match=r"evil\.test"):
            aix.File(path).save()
        assert len(store.sent) == 2

    def test_what_cannot_be_saved(self, aix: Aixplain, store: Platform, path: Path) -> None:
        with pytest.raises(errors.ValidationError, match="source"):
            aix.File(id=None, name="x").save()
        file = aix.File(path).save()
        with pytest.raises(errors.ValidationError, match="not changed"):
            file.save()
        file.mark_as_deleted()
        with pytest.raises(errors.ResourceError, match="deleted"):
            file.save()

    def test_a_document_names_nothing_of_this_machine(
        self, aix: Aixplain, platform: Platform, path: Path
    ) -> None:
        platform.on("GET /sdk/file-asset/f1", {**DOCUMENT, "source": str(path), "file_path": str(path)})
        file = aix.File.get("f1")
        assert file.source is None
        with pytest.raises(errors.ValidationError, match="source"):
            file.clone().save()

    def test_a_folder_from_the_top_down(self, aix: Aixplain, store: Platform, tmp_path: Path) -> None:
        root = tmp_path / "root"
        (root / "b" / "deep").mkdir(parents=True)
        (root / "a").mkdir()
        for name in ("z.bin", "b/y.txt", "b/deep/x.txt"):
            (root / name).write_text("x")
        (root / "link").symlink_to("/etc/passwd")
        store.on(FILES, {"id": "r", "name": "root", "fileType": "folder"})
        store.on("POST /sdk/file-asset/r/folder", {"id": "d1"}, {"id": "d2"}, {"id": "d3"})
        store.on("POST /sdk/file-asset/r/file", {})
        folder = aix.File(root).save()
        assert folder.is_dir
        assert store.body(0) == {
            "name": "root",
            "fileType": "folder",
            "description": "",
            "tags": [],
            "privacy": "Private",
            "whitelist": [],
        }
        bodies = [
            store.body(n) for n, sent in enumerate(store.sent) if sent.startswith("POST /sdk/file-asset/r/")
        ]
        assert [(body["name"], body.get("parentId")) for body in bodies] == [
            ("a", None),
            ("b", None),
            ("z.bin", None),
            ("deep", "d2"),
            ("y.txt", "d2"),
            ("x.txt", "d3"),
        ]
        assert "parentId" not in bodies[0]
        kinds = [store.body(n)["contentType"] for n, sent in enumerate(store.sent) if sent == ASK]
        assert kinds == ["application/octet-stream", "text/plain", "text/plain"]

    def test_a_folder_that_stops_half_way(self, aix: Aixplain, store: Platform, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("x")
        store.on(FILES, {"id": "r", "name": "root", "fileType": "folder"})
        for wrong in ({"allowed": False}, httpx.Response(500)):
            store.on(ALLOWANCE, wrong)
            folder = aix.File(tmp_path)
            with pytest.raises(errors.ResourceError, match="stopped after a partial upload") as caught:
                folder.save()
            assert isinstance(caught.value.__cause__, errors.FileUploadError)
            assert folder.id == "r"


class TestGetting:
    def test_a_tree(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /sdk/file-asset/ws%2Froot", {"id": "r", "name": "root", "fileType": "folder"})
        flat = [
            {"id": "x", "name": "x", "parentId": "d"},
            {"id": "d", "name": "d", "parentId": "r", "fileType": "folder"},
            {"id": "y", "name": "y"},
        ]
        for reply in (flat, {"results": flat}):
            platform.on("GET /sdk/file-asset/r/children/recursive", reply)
            root = aix.File.get("ws/root")
            assert [child.id for child in root.children] == ["d", "y"]
            assert [child.id for child in root.children[0].children] == ["x"]
            assert not root.is_modified
            assert type(root.children[0]) is aix.File
        platform.requests.clear()
        assert aix.File.get("ws/root", recursive=False).children == []
        assert len(platform.requests) == 1

    @pytest.mark.parametrize("status", [403, 404, 405, 500])
    def test_children_that_are_not_told(self, aix: Aixplain, platform: Platform, status: int) -> None:
        inner = {"id": "x", "name": "x", "fileType": "file"}
        platform.on(
            "GET /sdk/file-asset/r", {"id": "r", "name": "n", "fileType": "folder", "children": [inner]}
        )
        platform.on("GET /sdk/file-asset/r/children/recursive", httpx.Response(status))
        if status == 500:
            with pytest.raises(errors.ServerError):
                aix.File.get("r")
        else:
            assert [child.name for child in aix.File.get("r").children] == ["x"]

    @pytest.mark.parametrize(
        "document",
        [{"id": "f", "tags": 3}, {"id": "f", "size": "much"}, {"id": "f", "children": [3]}],
    )
    def test_what_cannot_be_read(self, aix: Aixplain, platform: Platform, document: dict[str, Any]) -> None:
        platform.on("GET /sdk/file-asset/f", document)
        with pytest.raises(errors.ResourceError):
            aix.File.get("f")

    def test_words_of_a_later_platform(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /sdk/file-asset/f", {"id": "f", "privacy": "Secret", "fileType": "socket"})
        file = aix.File.get("f")
        assert (file.privacy, file.file_type, file.is_dir) == ("Secret", "socket", False)

    def test_children_that_cannot_be_read(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /sdk/file-asset/r", {"id": "r", "name": "n", "fileType": "folder"})
        for wrong in ([3], [{"id": "x", "size": "much"}], {"results": 3}, "no"):
            platform.on("GET /sdk/file-asset/r/children/recursive", wrong)
            with pytest.raises(errors.InvalidResponseError):
                aix.File.get("r")

    def test_searching(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/file-asset/paginate", {"results": [DOCUMENT], "total": 1, "pageTotal": 1}, {})
        (found,) = aix.File.search(
            "n", file_type=FileType.FOLDER, parentType="x", privacy=Privacy.PUBLIC, b=None
        )
        assert (found.id, found.is_temp) == ("f1", False)
        assert platform.body() == {
            "q": "n",
            "pageNumber": 0,
            "pageSize": 20,
            "sort": [{"field": "createdAt", "dir": -1}],
            "fileType": "folder",
            "parentType": "x",
            "privacy": "Public",
        }
        page = aix.File.search(page_number=2, page_size=5, sort=[{"field": "name", "dir": 1}])
        assert (page.results, page.total, page.page_total) == ([], 0, 0)
        assert platform.body()["sort"] == [{"field": "name", "dir": 1}]
