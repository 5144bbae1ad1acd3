"""Files and folders that a workspace keeps."""

from aixtui.sandbox.api.schemas.assets import DETAILS, ENTRY_NAME, OWNERS, SORTED, UPLOADED
from aixtui.sandbox.api.schemas.vocabulary import (
    FLAG,
    PAGE_NUMBER,
    PAGE_SIZE,
    TEXT,
    WHOLE,
    array,
    full,
    loose,
    maybe,
    one_of,
    such_as,
)
from aixtui.sandbox.store.document import Doc

_KIND = one_of("file", "folder")
_WANTED_KIND: Doc = {
    "type": "string",
    "pattern": "^([Ff]ile|FILE|[Ff]older|FOLDER)$",
    "description": "file or folder",
}
_PRIVACY = one_of("Public", "Private", "Restricted")
_FIELDS: dict[str, Doc] = {"name": ENTRY_NAME, **DETAILS}

SCHEMAS: dict[str, Doc] = {
    "FileAsset": full(
        id=TEXT,
        name=TEXT,
        description=TEXT,
        assetInfo=full(instanceId=TEXT, assetPath=TEXT, assetName=TEXT),
        fileType=_KIND,
        isTemp=FLAG,
        ext=maybe(TEXT),
        size=maybe(WHOLE),
        parentId=maybe(TEXT),
        relativePath=TEXT,
        tags=array(TEXT),
        privacy=_PRIVACY,
        whitelist=array(TEXT),
        status=TEXT,
        createdAt=TEXT,
        updatedAt=TEXT,
        url=maybe(TEXT),
    ),
    "FileAssetFields": such_as(
        loose("name", **_FIELDS, fileType=maybe(_WANTED_KIND), url=maybe(UPLOADED)),
        name="Papers",
        fileType="folder",
    ),
    "InnerFolderFields": such_as(loose("name", **_FIELDS, parentId=maybe(TEXT)), name="inner"),
    "InnerFileFields": such_as(
        loose("name url", **_FIELDS, parentId=maybe(TEXT), url=UPLOADED),
        name="notes.md",
        url="http://127.0.0.1:8765/files/dl/notes.md",
    ),
    "FileSearch": loose(
        q=maybe(TEXT),
        fileType=maybe(_WANTED_KIND),
        parentType=maybe(TEXT),
        privacy=maybe(_PRIVACY),
        tags=maybe(array(TEXT)),
        ownership=maybe(OWNERS),
        saved=maybe(FLAG),
        **SORTED,
        pageNumber=PAGE_NUMBER,
        pageSize=PAGE_SIZE,
    ),
    "Allowance": full("reason", allowed=FLAG, remainingSize=WHOLE, remainingFiles=WHOLE, reason=TEXT),
}
