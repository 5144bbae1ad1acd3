"""The files of a new sandbox, which are the user's own. Their bytes lie in `data/files`."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from aixtui.sandbox.catalogue.asset_spec import fixed_id
from aixtui.sandbox.clock import stamp
from aixtui.sandbox.store.accounts import HOME_TEAM
from aixtui.sandbox.store.file_assets import FileAsset, FileAssetStore
from aixtui.sandbox.store.files import FileStore

_SLUG = "sandbox-ws"
_START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class _Sample(NamedTuple):
    """A file, or a folder, which has no `content_type`; folders come before what is in them."""

    path: str
    content_type: str | None
    description: str = ""
    tags: tuple[str, ...] = ()


_SAMPLES = (
    _Sample("quarterly-sales.csv", "text/csv", "Units and revenue by region and quarter.", ("sales",)),
    _Sample("customer-feedback.txt", "text/plain", "What customers wrote, one a line.", ("feedback",)),
    _Sample("product-handbook", None, "How the product is set up, used and priced.", ("handbook",)),
    _Sample("product-handbook/README.md", "text/markdown"),
    _Sample("product-handbook/pattern.png", "image/png"),
    _Sample("product-handbook/data", None),
    _Sample("product-handbook/data/prices.csv", "text/csv"),
    _Sample("product-handbook/drafts", None),
    _Sample("product-handbook/guides", None),
    _Sample("product-handbook/guides/getting-started.md", "text/markdown"),
    _Sample("product-handbook/guides/troubleshooting.md", "text/markdown"),
)


def add_files(files: FileStore, assets: FileAssetStore) -> None:
    """Store all of them."""
    for number, (path, content_type, description, tags) in enumerate(_SAMPLES):
        key = files.add_sample(path, content_type, HOME_TEAM) if content_type else None
        folder = path.rpartition("/")[0]
        assets.insert(
            FileAsset(
                id=_id(path),
                team_id=HOME_TEAM,
                parent_id=_id(folder) if folder else None,
                path=f"{_SLUG}/{path}",
                doc={"description": description, "tags": list(tags), "privacy": "Private", "whitelist": []},
                created_at=stamp(_START - timedelta(hours=5 * number)),
                file=files.find(key) if key else None,
            )
        )


def _id(path: str) -> str:
    return fixed_id(f"file/{path}")
