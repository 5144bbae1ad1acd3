"""Uploading a file: ask for a place, then send it there from disk, piece by piece."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from ._http.client import AixplainClient
from ._http.current_key import checked_key
from ._http.url_policy import check_upload
from .config import Config
from .exceptions import APIError, FileUploadError
from .exceptions.asked import asking

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from .workspace import Workspace

CHUNK = 256 * 1024
MEGABYTE = 1024 * 1024
_LIMITS = {"audio": 50, "application": 25, "video": 300, "image": 25, "text": 50}
_DATABASES = frozenset({".db", ".sqlite", ".sqlite3"})
_DEFAULT_TYPE = "text/csv"
_BUCKET = "aixplain-uploads"

Progress = Callable[[int, int], None]
"""Called with the bytes sent so far and the bytes there are."""


class FileUploader:
    """Uploads files to the backend and with the key that are given, or that the environment names."""

    def __init__(self, backend_url: str | None = None, api_key: str | None = None) -> None:
        """Raises ValidationError without a key."""
        config = Config.from_environment()
        self._config = replace(config, backend_url=backend_url or config.backend_url)
        self._key = checked_key(api_key or config.api_key or "")
        self._client: AixplainClient | None = None
        self._options: dict[str, Any] = {}

    @classmethod
    def of(cls, aix: Workspace, *, api_key: str | None = None, **options: Any) -> Self:
        """One that uses the connections of a workspace, and its key if none is given.

        `options` are those of the client's `request`.
        """
        made = cls.__new__(cls)
        key = checked_key(api_key or aix.api_key)
        vars(made).update(_client=aix.client, _key=key, _options=options)
        return made

    def upload(
        self,
        file_path: str | Path,
        tags: Sequence[str] | None = None,
        license: str = "MIT",  # noqa: A002 (the name is part of the contract)
        is_temp: bool = True,
        return_download_link: bool = False,
        *,
        content_type: str | None = None,
        on_progress: Progress | None = None,
    ) -> str:
        """Upload a file and say where it is: s3://bucket/key, or the download link if the platform gave one.

        One that is not temporary has tags and a licence. The platform learns the file's name, never its
        folder. Raises FileUploadError with the cause, UnsafeURLError for a place where no file belongs,
        CancelledError.
        """
        path = Path(file_path)
        size, kind = _checked(path, content_type)
        form = {"contentType": kind, "originalName": path.name}
        if not is_temp:
            form |= {"tags": ",".join(tags or ()), "license": license}
        where = "sdk/file/upload/temp-url" if is_temp else "sdk/file/upload-url"
        with _upload_errors(path), self._connected() as client:
            key = {"Authorization": f"token {self._key}"}
            place = client.post(where, data=form, headers=key, **self._options)
            name, target = _place(place)
            _send(client, path, size, target, kind, on_progress)
        link = place.get("downloadUrl") if return_download_link else None
        return link if isinstance(link, str) and link else f"s3://{_bucket(target)}/{name}"

    def _connected(self) -> AbstractContextManager[AixplainClient]:
        """The workspace's own client, or one for this upload alone."""
        return nullcontext(self._client) if self._client else closing(AixplainClient(self._config, self._key))


def upload_file(
    file_path: str | Path,
    tags: Sequence[str] | None = None,
    license: str = "MIT",  # noqa: A002 (the name is part of the contract)
    is_temp: bool = True,
    return_download_link: bool = False,
    backend_url: str | None = None,
    api_key: str | None = None,
) -> str:
    """Upload one file, as `FileUploader.upload` does."""
    uploader = FileUploader(backend_url, api_key)
    return uploader.upload(file_path, tags, license, is_temp, return_download_link)


def validate_file_for_upload(file_path: str | Path) -> None:
    """Raise FileUploadError for what is no file, or larger than the platform takes of its kind."""
    _checked(Path(file_path), None)


def upload_asset_file(
    aix: Workspace, path: Path, *, on_progress: Progress | None = None, **options: Any
) -> str:
    """Upload what is to become a file asset; returns the reference that the asset is made of.

    The platform is asked first whether there is room for it. `options` are for the client. Raises
    FileUploadError, which says how much room there is, and CancelledError.
    """
    size = path.stat().st_size
    kind = content_type_of(path, "application/octet-stream")
    with _upload_errors(path):
        allowance = aix.client.get("sdk/file-asset/upload-allowance", params={"size": size}, **options)
        if isinstance(allowance, dict) and allowance.get("allowed") is False:
            raise FileUploadError(_refusal(path, allowance))
        body = {"contentType": kind, "originalName": path.name}
        place = aix.client.post("sdk/file/upload/temp-url", json=body, **options)
        found = place if isinstance(place, dict) else {}
        reference = next((found[key] for key in ("downloadUrl", "url", "key") if found.get(key)), None)
        target = found.get("uploadUrl")
        if not isinstance(target, str) or not isinstance(reference, str):
            raise FileUploadError("The platform did not say where to upload the file.")
        _send(aix.client, path, size, target, kind, on_progress)
    return reference


def content_type_of(path: Path, default: str = _DEFAULT_TYPE) -> str:
    """By the name's ending; by default the platform takes what it does not know as CSV."""
    return mimetypes.guess_type(path.name)[0] or default


def check_size(path: Path, size: int, content_type: str) -> None:
    """Raise FileUploadError for what the platform would not take."""
    group = "video" if path.suffix.lower() in _DATABASES else content_type.split("/")[0]
    limit = _LIMITS.get(group, 50)
    if size > limit * MEGABYTE:
        raise FileUploadError(f"{path.name} is larger than the {limit} MB the platform takes of its kind.")


def pieces(path: Path, size: int, on_progress: Progress | None = None) -> Iterator[bytes]:
    """The file's bytes, telling after each piece how far it got."""
    sent = 0
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece
            sent += len(piece)
            if on_progress:
                on_progress(sent, size)


def _checked(path: Path, content_type: str | None) -> tuple[int, str]:
    if not path.is_file():
        raise FileUploadError(f"There is no file {path}.")
    size, kind = path.stat().st_size, content_type or content_type_of(path)
    check_size(path, size, kind)
    return size, kind


def _send(
    client: AixplainClient,
    path: Path,
    size: int,
    target: str,
    content_type: str,
    on_progress: Progress | None,
) -> None:
    check_upload(target, client.config)
    headers = {"Content-Type": content_type, "Content-Length": str(size)}
    content = pieces(path, size, on_progress)
    # The place is signed, and neither needs nor gets the key.
    client.request_raw("PUT", target, content=content, headers=headers, anonymous=True)


@contextmanager
def _upload_errors(path: Path) -> Iterator[None]:
    try:
        with asking("upload"):
            yield
    except (APIError, OSError) as error:
        raise FileUploadError(f"{path.name} could not be uploaded: {error}").know(error) from error


def _refusal(path: Path, allowance: dict[str, Any]) -> str:
    reason = allowance.get("reason") or "quota exceeded"
    left = {"bytes": allowance.get("remainingSize"), "files": allowance.get("remainingFiles")}
    rest = ", ".join(f"{count:,} {what}" for what, count in left.items() if isinstance(count, int))
    return f"{path.name} was not uploaded: {reason}." + (f" There is room for {rest}." if rest else "")


def _place(reply: Any) -> tuple[str, str]:
    found = (reply.get("key"), reply.get("uploadUrl")) if isinstance(reply, dict) else (None, None)
    key, target = found
    if not isinstance(key, str) or not isinstance(target, str):
        raise FileUploadError("The platform did not say where to upload the file.")
    return key, target


def _bucket(target: str) -> str:
    host = target.removeprefix("https://").split("/")[0]
    return host.split(".s3")[0] if ".s3" in host and target.startswith("https://") else _BUCKET
