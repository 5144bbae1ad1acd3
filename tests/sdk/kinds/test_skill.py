"""Skills: what is read from a folder, saved and downloaded."""

from pathlib import Path

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.skill_source import front_matter, read_source
from tests.sdk import documents
from tests.sdk.platform import Platform


class TestSkill:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("---\nname: a\ndescription: 'b: c'\nempty:\n---\nbody: x", {"name": "a", "description": "b: c"}),
            ("no matter", {}),
            ("---\nname: never closed", {}),
            ("", {}),
        ],
    )
    def test_front_matter(self, text: str, found: dict[str, str]) -> None:
        assert front_matter(text) == found

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
        platform.on("POST /sdk/skill/k1/file", {"id": "f1"})
        skill = aix.Skill.from_source(path).save()
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
        platform.on("POST /v9/skill/k1/folder", {"id": "d1"})
        platform.on("POST /v9/skill/k1/file", {"id": "f1"})
        platform.on("POST /sdk/file/upload/temp-url", documents.upload_place())
        platform.on("PUT /put", httpx.Response(200))
        aix.Skill.from_source(tmp_path).save(api_key="other", resource_path="v9/skill")
        keys = [
            request.headers.get("x-api-key") or request.headers["authorization"]
            for request in platform.requests
            if request.method == "POST"
        ]
        assert keys == ["other", "other", "token other", "other", "token other", "other"]

    @pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "evil"])
    def test_a_download_stays_in_this_folder(
        self, aix: Aixplain, platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        platform.on("GET /sdk/skill/k1/download", httpx.Response(200, content=b"zip"))
        assert aix.Skill(id="k1", name=name).download() == Path("evil.zip")
        assert (tmp_path / "evil.zip").read_bytes() == b"zip"
