"""Skills: what is read from a folder, saved and downloaded."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.skill_source import front_matter, read_source
from tests.sdk import documents
from tests.sdk.platform import Platform


class TestSkill:
    @pytest.mark.parametrize(
        ("text", "found", "rest"),
        [
            (
                "---\nname: a\ndescription: 'b: c'\nempty:\n---\nbody: x",
                {"name": "a", "description": "b: c"},
                "body: x",
            ),
            ("---\ntools:\n  - 'one'\n- two\nname: x\n---", {"tools": ["one", "two"], "name": "x"}, ""),
            ("no matter", {}, "no matter"),
            ("---\nname: never closed", {}, "---\nname: never closed"),
            ("", {}, ""),
        ],
    )
    def test_front_matter(self, text: str, found: dict[str, Any], rest: str) -> None:
        assert front_matter(text) == (found, rest)

    @pytest.mark.parametrize(
        "line",
        [
            "requires: [shell, 'web search']",
            "required_tools:\n- shell\n- web search",
            "requires: shell, web search",
        ],
    )
    def test_what_it_needs_and_says(self, aix: Aixplain, tmp_path: Path, line: str) -> None:
        (tmp_path / "SKILL.md").write_text(f"---\nname: own\n{line}\n---\n\nDo this.\n")
        skill = aix.Skill(file_path=tmp_path, description="Given")
        assert (skill.name, skill.description) == ("own", "Given")
        assert (skill.required_tools, skill.instructions) == (["shell", "web search"], "Do this.")
        assert not {"filePath", "requiredTools", "instructions"} & skill.build_save_payload().keys()
        assert aix.Skill(file_path=tmp_path, name="mine").name == "mine"
        with pytest.raises(errors.ValidationError, match="no field 'nmae'"):
            aix.Skill(file_path=tmp_path, nmae="x")

    def test_a_folder_from_the_top_down_without_links(self, tmp_path: Path) -> None:
        root = tmp_path / "skill"
        (root / "b" / "deep").mkdir(parents=True)
        (root / "a").mkdir()
        for name in ("SKILL.md", "z.txt", "a/one", "b/deep/two", ".hidden"):
            (root / name).write_text("x")
        (root / "secret").symlink_to("/etc/passwd")
        (root / "elsewhere").symlink_to("/etc")
        source = read_source(root)
        assert [path.relative_to(root).as_posix() for path in source.folders] == ["a", "b", "b/deep"]
        assert [path.relative_to(root).as_posix() for path in source.files] == [
            ".hidden",
            "SKILL.md",
            "z.txt",
            "a/one",
            "b/deep/two",
        ]
        assert (source.name, source.description) == ("skill", None)

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        for path in (tmp_path / "nothing", tmp_path):
            with pytest.raises(errors.ValidationError):
                read_source(path)

    def test_a_single_file_becomes_the_main_file(
        self, aix: Aixplain, platform: Platform, tmp_path: Path
    ) -> None:
        path = tmp_path / "helper.md"
        path.write_text("---\ndescription: Helps\n---\n")
        platform.on("POST /sdk/skill", {"id": "k1"})
        platform.on("POST /sdk/file/upload/temp-url", documents.upload_place())
        platform.on("PUT /put", httpx.Response(200))
        platform.on("GET /sdk/skill/k1/tree", httpx.Response(200, content=b"null"))
        platform.on("POST /sdk/skill/k1/file", {"id": "f1"})
        skill = aix.Skill(file_path=path).save()
        assert (skill.name, skill.description) == ("helper", "Helps")
        assert platform.body() == {
            "name": "SKILL.md",
            "url": "https://dl/1",
            "description": "",
            "parentId": None,
        }

    def test_every_request_of_a_save_has_its_key_and_path(
        self, aix: Aixplain, platform: Platform, tmp_path: Path
    ) -> None:
        (tmp_path / "inside").mkdir()
        for name in ("SKILL.md", "inside/file"):
            (tmp_path / name).write_text("x")
        platform.on("POST /v9/skill", {"id": "k1"})
        platform.on("GET /v9/skill/k1/tree", [])
        platform.on("POST /v9/skill/k1/folder", {"id": "d1"})
        platform.on("POST /v9/skill/k1/file", {"id": "f1"})
        platform.on("POST /sdk/file/upload/temp-url", documents.upload_place())
        platform.on("PUT /put", httpx.Response(200))
        aix.Skill(file_path=tmp_path).save(api_key="other", resource_path="v9/skill")
        keys = [
            request.headers.get("x-api-key") or request.headers["authorization"]
            for request in platform.requests
            if request.method != "PUT"
        ]
        assert keys == ["other", "other", "other", "token other", "other", "token other", "other"]

    @pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "evil"])
    def test_a_download_stays_in_this_folder(
        self, aix: Aixplain, platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        platform.on("GET /sdk/skill/k1/download", httpx.Response(200, content=b"zip"))
        assert aix.Skill(id="k1", name=name).download() == Path("evil.zip")
        assert (tmp_path / "evil.zip").read_bytes() == b"zip"


@pytest.fixture
def store(platform: Platform) -> Platform:
    platform.on("POST /sdk/skill", {"id": "k1", "name": "n", "description": "First"})
    platform.on("PUT /sdk/skill/k1", {})
    platform.on("GET /sdk/skill/k1/tree", [])
    platform.on("POST /sdk/file/upload/temp-url", documents.upload_place())
    platform.on("PUT /put", httpx.Response(200))
    platform.on("POST /sdk/skill/k1/folder", {"id": "d1"}, {"id": "d2"})
    platform.on("POST /sdk/skill/k1/file", {"id": "new"})
    platform.on("PUT /sdk/skill/k1/file/f1", {"id": "f1"})
    return platform


@pytest.fixture
def source(tmp_path: Path) -> Path:
    root = tmp_path / "n"
    (root / "scripts").mkdir(parents=True)
    (root / "SKILL.md").write_text("---\ndescription: First\n---\nText")
    (root / "scripts" / "run.py").write_text("1")
    return root


def changes(platform: Platform) -> list[tuple[str, str, str | None]]:
    """What was sent to the skill after its record: where, and which name below which folder."""
    told = []
    for number, sent in enumerate(platform.sent):
        if "/skill/k1/" in sent and not sent.startswith("GET"):
            body = platform.body(number)
            told.append((sent.replace("/sdk/skill/k1", ""), body["name"], body["parentId"]))
    return told


class TestBundle:
    def test_the_tree_is_asked_for_before_the_first_file(
        self, aix: Aixplain, store: Platform, source: Path
    ) -> None:
        aix.Skill(file_path=source).save()
        assert store.sent[:3] == ["POST /sdk/skill", "GET /sdk/skill/k1/tree", "POST /sdk/skill/k1/folder"]
        assert changes(store) == [
            ("POST /folder", "scripts", None),
            ("POST /file", "SKILL.md", None),
            ("POST /file", "run.py", "d1"),
        ]

    def test_saving_again_sends_the_bundle_again(self, aix: Aixplain, store: Platform, source: Path) -> None:
        told: list[tuple[int, int]] = []
        skill = aix.Skill(file_path=source).save(on_progress=lambda *done: told.append(done))
        assert told[-1] == (1, 1)
        store.requests.clear()
        store.on("GET /sdk/skill/k1/tree", [{"path": "scripts", "id": "s"}, {"path": "SKILL.md", "id": "f1"}])
        (source / "SKILL.md").write_text("---\ndescription: Second\n---\nMore")
        skill.save()
        assert store.body(0)["description"] == "Second"
        assert (skill.instructions, skill.is_modified) == ("More", False)
        assert changes(store) == [("PUT /file/f1", "SKILL.md", None), ("POST /file", "run.py", "s")]
        skill.save(description="Own")
        (source / "SKILL.md").write_text("---\ndescription: Third\n---\nMore")
        skill.save()
        assert skill.description == "Own"

    def test_a_path_that_is_gone(self, aix: Aixplain, store: Platform, source: Path) -> None:
        skill = aix.Skill(file_path=source).save()
        source.rename(source.with_name("elsewhere"))
        store.requests.clear()
        with pytest.warns(UserWarning, match="is gone"):
            skill.save(name="other")
        assert store.sent == ["PUT /sdk/skill/k1"]

    def test_files_that_are_listed(self, aix: Aixplain, store: Platform) -> None:
        skill = aix.Skill(id="k1")
        assert skill.list_files() == []
        store.on("GET /sdk/skill/k1/tree", [{"path": "b/c", "id": "2"}, {"path": "b", "id": "1"}])
        assert skill.list_files() == ["b", "b/c"]
        wrong: Any
        for wrong in ({"results": []}, [3], [{"path": "b"}], "x"):
            store.on("GET /sdk/skill/k1/tree", wrong)
            with pytest.raises(errors.InvalidResponseError):
                skill.list_files()

    def test_one_file_and_one_folder(self, aix: Aixplain, store: Platform, source: Path) -> None:
        skill = aix.Skill(id="k1", name="n")
        skill.update(source / "scripts" / "run.py", "deep/er/go.py")
        assert changes(store) == [
            ("POST /folder", "deep", None),
            ("POST /folder", "er", "d1"),
            ("POST /file", "go.py", "d2"),
        ]
        store.requests.clear()
        store.on("POST /sdk/skill/k1/folder", {"id": "d3"})
        skill.update(source / "scripts")
        assert changes(store) == [("POST /folder", "scripts", None), ("POST /file", "run.py", "d3")]
        store.requests.clear()
        store.on("GET /sdk/skill/k1/tree", [{"path": "SKILL.md", "id": "f1"}])
        skill.update(source / "SKILL.md")
        assert changes(store) == [("PUT /file/f1", "SKILL.md", None)]
        assert store.sent[-1] == "PUT /sdk/skill/k1"
        assert (store.body()["description"], store.body()["name"]) == ("First", "n")

    @pytest.mark.parametrize("place", ["../x", "/x", "a/../../x", "a\\b", "."])
    def test_no_place_outside(self, aix: Aixplain, store: Platform, source: Path, place: str) -> None:
        with pytest.raises(errors.ValidationError, match="no place"):
            aix.Skill(id="k1").update(source, place)
        with pytest.raises(errors.ValidationError, match="neither"):
            aix.Skill(id="k1").update(source / "none")
        assert [sent for sent in store.sent if not sent.startswith("GET")] == []

    def test_the_platform_names_nothing_of_this_machine(
        self, aix: Aixplain, platform: Platform, source: Path
    ) -> None:
        platform.on("GET /sdk/skill/k1", {"id": "k1", "filePath": str(source), "file_path": str(source)})
        platform.on("PUT /sdk/skill/k1", {})
        skill = aix.Skill.get("k1")
        assert skill.file_path is None
        skill.save(name="x")
        assert platform.sent == ["GET /sdk/skill/k1", "PUT /sdk/skill/k1"]

    def test_what_the_platform_has_now(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /sdk/skill/k1", {"id": "k1", "name": "a"}, {"id": "k1", "name": "b"})
        skill = aix.Skill.get("k1")
        skill.description = "changed here"
        assert skill.refresh().name == "b"
        with pytest.raises(errors.ValidationError, match="saved"):
            aix.Skill(name="x").refresh()

    def test_as_a_tool(self, aix: Aixplain) -> None:
        assert aix.Skill(id="k1", name="n", description="d").as_tool() == {
            "id": "k1",
            "name": "n",
            "description": "d",
            "supplier": "aixplain",
            "parameters": [],
            "function": None,
            "type": "skill",
            "version": None,
            "asset_id": "k1",
        }


def zipped(**files: bytes) -> httpx.Response:
    """A download of these files."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return httpx.Response(200, content=content.getvalue())


FIRST = "---\ndescription: First\nrequires: shell\n---\r\nText \u2028 of it"


class TestMainText:
    @pytest.fixture
    def skill(self, aix: Aixplain, store: Platform) -> Any:
        store.on("GET /sdk/skill/k1", {"id": "k1", "name": "n", "description": "First"})
        store.on("GET /sdk/skill/k1/download", zipped(SKILL__md=FIRST.encode(), other=b"x"))
        store.on("GET /sdk/skill/k1/tree", [{"path": "SKILL.md", "id": "f1"}])
        found = aix.Skill.get("k1")
        found.read_main_text()
        store.requests.clear()
        return found

    def test_it_is_read_whole_and_sent_only_where_it_was_changed(self, skill: Any, store: Platform) -> None:
        assert skill.main_text == FIRST
        skill.save(tags=["a"])
        assert store.sent == ["PUT /sdk/skill/k1"]
        assert "mainText" not in store.body(0)
        store.requests.clear()
        text = FIRST + "!"
        skill.save(main_text=text)
        assert changes(store) == [("PUT /file/f1", "SKILL.md", None)]
        (uploaded,) = [request for request in store.requests if request.url.path == "/put"]
        assert uploaded.content == text.encode()
        assert skill.instructions.endswith("of it!")
        store.requests.clear()
        skill.save(tags=["b"])
        assert store.sent == ["PUT /sdk/skill/k1"]

    def test_a_description_follows_it_unless_it_was_given_otherwise(
        self, skill: Any, store: Platform
    ) -> None:
        skill.save(main_text=FIRST.replace("First", "Second"))
        assert (store.body(0)["description"], store.body(0)["name"]) == ("Second", "n")
        skill.save(description="Own")
        store.requests.clear()
        skill.save(main_text=FIRST.replace("First", "Third"))
        assert store.body(0)["description"] == "Own"

    def test_one_that_is_new_is_made_of_it(self, aix: Aixplain, store: Platform) -> None:
        aix.Skill(main_text="---\nname: told\n---\nText").save()
        assert store.body(0)["name"] == "told"
        assert changes(store) == [("POST /file", "SKILL.md", None)]

    def test_a_skill_without_one_has_none(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /sdk/skill/k1/download", zipped(other=b"x"))
        skill = aix.Skill(id="k1", main_text="assigned")
        skill.read_main_text()
        assert skill.main_text is None

    @pytest.mark.parametrize(
        ("reply", "why"),
        [
            (zipped(SKILL__md=b"\xff"), "SKILL.md is no text in UTF-8."),
            (httpx.Response(200, content=b"zip"), "no zip that can be read"),
            (zipped(SKILL__md=b"x" * 6_000_000), "SKILL.md has more than 5 MB"),
            (httpx.Response(200, content=b"x" * 22_000_000), "have more than 20 MB"),
        ],
    )
    def test_what_is_no_text_is_refused(
        self, aix: Aixplain, platform: Platform, reply: httpx.Response, why: str
    ) -> None:
        platform.on("GET /sdk/skill/k1/download", reply)
        with pytest.raises(errors.InputError, match=why):
            aix.Skill(id="k1").read_main_text()
