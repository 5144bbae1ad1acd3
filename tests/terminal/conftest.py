from pathlib import Path

import pytest


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    folders = {
        f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    return {**folders, "TEAM_API_KEY": "", "AIXPLAIN_API_KEY": "", "BACKEND_URL": "", "MODELS_RUN_URL": ""}
