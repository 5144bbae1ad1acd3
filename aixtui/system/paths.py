"""Where files live. platformdirs follows the XDG variables and each system's habits."""

from pathlib import Path

from platformdirs import PlatformDirs

_NAME = "aixtui"


def config_dir() -> Path:
    """What the user writes: `config.toml`."""
    return PlatformDirs(_NAME, appauthor=False).user_config_path


def data_dir() -> Path:
    """What must not be lost: the sandbox's database, the journal."""
    return PlatformDirs(_NAME, appauthor=False).user_data_path


def state_dir() -> Path:
    """What may be lost: column widths, recent things."""
    return PlatformDirs(_NAME, appauthor=False).user_state_path


def log_dir() -> Path:
    """What helps to find out afterwards what went wrong: log files."""
    return PlatformDirs(_NAME, appauthor=False).user_log_path


def sandbox_db() -> Path:
    """The sandbox's database, in a folder that exists from then on."""
    return make_private_dir(data_dir()) / "sandbox.db"


def make_private_dir(directory: Path) -> Path:
    """Create `directory` for its owner only (0700) unless it exists, and return it."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory
