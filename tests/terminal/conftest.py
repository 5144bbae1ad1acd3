from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Folders of a test's own. A report of an error that is left behind fails the test."""
    folders = {
        f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    yield {**folders, "TEAM_API_KEY": "", "AIXPLAIN_API_KEY": "", "BACKEND_URL": "", "MODELS_RUN_URL": ""}
    reports = (tmp_path / "state").rglob("report-*.txt")
    assert [report.read_text(encoding="utf-8") for report in reports] == []
