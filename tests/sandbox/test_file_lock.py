"""One server a file, however its path is spelled."""

import os
from pathlib import Path

import pytest

from aixtui.sandbox import SandboxError, start
from aixtui.sandbox.file_lock import Address
from aixtui.sandbox.store.reset import reset


@pytest.mark.parametrize("spelling", ["link.db", "folder/s.db", "real/../real/s.db", "real/again.db"])
def test_every_spelling_of_a_path_attaches_to_the_one_server(tmp_path: Path, spelling: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "folder").symlink_to(tmp_path / "real")
    (tmp_path / "link.db").symlink_to(tmp_path / "real" / "s.db")
    (tmp_path / "real" / "again.db").symlink_to("s.db")
    with start(tmp_path / "real" / "s.db", assets=1) as first, start(tmp_path / spelling) as second:
        assert second.attached
        assert second.backend_url == first.backend_url
        with pytest.raises(SandboxError, match=r"has .* open"):
            reset(tmp_path / spelling)


def test_a_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "s.db")
    with start(tmp_path / "link.db", assets=1), start(tmp_path / "s.db") as second:
        assert second.attached
    assert reset(tmp_path / "link.db")
    assert not (tmp_path / "s.db").exists()


def test_a_file_with_two_names_is_refused(tmp_path: Path) -> None:
    start(tmp_path / "s.db", assets=1).stop()
    os.link(tmp_path / "s.db", tmp_path / "twin.db")
    for name in ("s.db", "twin.db"):
        with pytest.raises(SandboxError, match="2 names"):
            start(tmp_path / name)


def test_links_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").symlink_to(tmp_path / "b.db")
    (tmp_path / "b.db").symlink_to(tmp_path / "a.db")
    with pytest.raises(SandboxError, match="Cannot use"):
        start(tmp_path / "a.db")


def test_the_key_beside_an_address_is_not_shown() -> None:
    shown = repr(Address("http://one", "http://two", "key-of-the-sandbox"))
    assert "http://one" in shown
    assert "key-of-the-sandbox" not in shown
