"""Files and folders that a workspace keeps."""

from aixtui.sandbox.api.schemas.assets import DETAILS, DIRECTIONS, ENTRY_NAME, OWNERS
from aixtui.sandbox.api.schemas.vocabulary import (
    FLAG,
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
_PRIVACY = one_of("Public", "Private", "Restricted")
_SORTS = one_of("name", "createdAt", "updatedAt", "NAME", "CREATED_AT", "UPDATED_AT")
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
        {
            "anyOf": [
                loose("name fileType", **_FIELDS, fileType=one_of("folder")),
                loose("name url", **_FIELDS, fileType=maybe(one_of("file")), url=TEXT),
            ]
        },
        name="Papers",
        fileType="folder",
    ),
    "InnerFolderFields": such_as(loose("name", **_FIELDS, parentId=maybe(TEXT)), name="inner"),
    "InnerFileFields": loose("name url", **_FIELDS, parentId=maybe(TEXT), url=TEXT),
    "FileSearch": loose(
        q=maybe(TEXT),
        fileType=maybe(_KIND),
        parentType=maybe(TEXT),
        privacy=maybe(_PRIVACY),
        tags=maybe(array(TEXT)),
        ownership=maybe({"anyOf": [OWNERS, array(OWNERS)]}),
        saved=maybe(FLAG),
        sortBy=maybe(_SORTS),
        sortOrder=maybe(DIRECTIONS),
        sort=maybe(array(loose(field=maybe(_SORTS), dir=maybe(DIRECTIONS)))),
        pageNumber={"type": "integer", "minimum": 0, "maximum": 10_000_000},
        pageSize={"type": "integer", "minimum": 1, "maximum": 1000},
    ),
    "Allowance": full("reason", allowed=FLAG, remainingSize=WHOLE, remainingFiles=WHOLE, reason=TEXT),
}
