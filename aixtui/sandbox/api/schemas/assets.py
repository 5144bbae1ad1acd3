"""Models, tools, integrations, utilities and skills; searches and pages of them."""

from aixtui.sandbox.api.schemas.vocabulary import (
    ANYTHING,
    FILLED,
    FLAG,
    OBJECT,
    PAGE_NUMBER,
    PAGE_SIZE,
    TEXT,
    WHOLE,
    array,
    full,
    loose,
    maybe,
    one_of,
    optional,
    record,
    ref,
    such_as,
)
from aixtui.sandbox.store.document import Doc

_INFO = record(instanceId=TEXT, assetPath=TEXT, assetName=TEXT)
_VENDOR = record("name code", id={"type": ["integer", "string"]}, name=TEXT, code=TEXT)
_PARAM = record(
    "name",
    name=TEXT,
    required=FLAG,
    isFixed=FLAG,
    multipleValues=FLAG,
    dataType=TEXT,
    dataSubType=TEXT,
    values=array(OBJECT),
    defaultValues=array(loose("value", value=ANYTHING)),
    availableOptions=array(loose("value", value=ANYTHING, label=TEXT)),
    description=TEXT,
)
_PRICING = record(
    price={"type": ["number", "string"]}, unitType=TEXT, unitTypeScale={"type": ["string", "number", "null"]}
)
_ASSET: dict[str, Doc] = {
    "id": TEXT,
    "name": TEXT,
    "assetInfo": _INFO,
    **optional(
        ("description", "serviceName", "status", "host", "developer", "functionType", "type", "createdAt"),
        TEXT,
    ),
    "updatedAt": maybe(TEXT),
    "availability": record("runs", runs=FLAG, reason=TEXT),
    "vendor": maybe(_VENDOR),
    "supplier": maybe(_VENDOR),
    "function": maybe(record("id", id=TEXT, name=TEXT)),
    "pricing": maybe(_PRICING),
    "version": maybe(full(name=maybe(TEXT), id=maybe(TEXT))),
    "supportsStreaming": maybe(FLAG),
    "supportsBYOC": maybe(FLAG),
    "connectionType": maybe(array(one_of("synchronous", "asynchronous"))),
    "attributes": maybe(OBJECT),
    "params": maybe(array(ref("Param"))),
}
_CONNECTION: dict[str, Doc] = {
    "assetId": TEXT,
    "parentModelId": maybe(TEXT),
    "subscriptions": ANYTHING,
    "allowedActions": array(TEXT),
}
_UTILITY: dict[str, Doc] = {
    "code": TEXT,
    "inputs": maybe(array(OBJECT)),
    "utility_id": maybe(TEXT),
}
_DETAILED = (
    "id name description assetInfo status host developer vendor function functionType connectionType params"
)
DETAILS: dict[str, Doc] = {
    "description": maybe(TEXT),
    "tags": maybe(array(TEXT)),
    "privacy": maybe(one_of("Public", "Private", "Restricted")),
    "whitelist": maybe(array(TEXT)),
}
"""What the maker of a skill or a file says of it."""
_FIELDS: dict[str, Doc] = {"name": FILLED, **DETAILS, "fileType": maybe(TEXT)}
SORTED: dict[str, Doc] = {
    "sort": maybe(array(loose(field=maybe(TEXT), dir=maybe({"type": ["string", "integer"]})))),
    "sortBy": maybe(TEXT),
    "sortOrder": maybe({"type": ["string", "integer"]}),
}
"""Enum members that leak as `SortBy.NAME` are understood, so that names are not looked at here."""
OWNERS: Doc = {"type": ["string", "array"]}
ENTRY_NAME: Doc = {
    "type": "string",
    "pattern": r"^(?!\.{1,2}$)(?=[\s\S]*\S)[^/\\\x00-\x1f\x7f-\x9f]+$",
    "description": "the name of a file or folder, without control characters",
}
UPLOADED: Doc = {**TEXT, "description": "the download URL of an uploaded file"}
_NODE: dict[str, Doc] = {"name": ENTRY_NAME, "description": maybe(TEXT), "parentId": maybe(TEXT)}
_PLACED: dict[str, Doc] = {
    "id": TEXT,
    "name": TEXT,
    "parentId": maybe(TEXT),
    "fileType": one_of("file", "folder"),
}

SCHEMAS: dict[str, Doc] = {
    "Param": _PARAM,
    "Model": record("id name", **_ASSET),
    "Integration": record(f"{_DETAILED} actionsAvailable", **_ASSET, actionsAvailable=FLAG),
    "Tool": record(
        f"{_DETAILED} assetId parentModelId allowedActions", **_ASSET, **_CONNECTION, actionsAvailable=FLAG
    ),
    "Utility": record(
        "id name description assetInfo status function functionType code", **_ASSET, **_UTILITY
    ),
    "Asset": {"anyOf": [ref("Model"), ref("Integration"), ref("Tool"), ref("Utility")]},
    "Skill": full(
        id=TEXT,
        assetInfo=_INFO,
        **{**_FIELDS, "privacy": one_of("Public", "Private", "Restricted")},
        team=WHOLE,
        user=WHOLE,
        status=TEXT,
        assetType=TEXT,
        createdAt=TEXT,
        updatedAt=TEXT,
    ),
    "SkillFields": such_as(loose("name", **_FIELDS), name="Greeting"),
    "FolderFields": such_as(loose("name", **_NODE), name="scripts"),
    "FileFields": such_as(
        loose("name url", **_NODE, url=UPLOADED), name="SKILL.md", url="http://127.0.0.1:8765/files/dl/a.md"
    ),
    "SkillNode": full(**_PLACED),
    "SkillTreeNode": full(**_PLACED, path=TEXT),
    "UtilityFields": such_as(
        loose(
            "name description code",
            name=FILLED,
            description={"type": "string", "minLength": 11},
            code=FILLED,
            inputs=maybe(array(OBJECT)),
            utility_id=maybe(TEXT),
        ),
        name="add",
        description="Adds two whole numbers.",
        code="def add(a: int, b: int):\n    return a + b\n",
    ),
    "Renaming": loose(name=maybe(TEXT), description=maybe(TEXT)),
    "Copying": loose(cloneSubagents=maybe(FLAG), name=maybe(TEXT)),
    "Search": loose(
        **optional(("q", "path"), TEXT),
        **SORTED,
        **optional(
            (
                "hosts",
                "developers",
                "suppliers",
                "functions",
                "status",
                "sourceLanguages",
                "targetLanguages",
                "tags",
            ),
            array(TEXT),
        ),
        ownership=maybe(OWNERS),
        saved=maybe(FLAG),
        isFineTunable=maybe(FLAG),
        available=maybe(FLAG),
        pageNumber=PAGE_NUMBER,
        pageSize=PAGE_SIZE,
    ),
    "Statistics": full(
        modelId=TEXT,
        startDay=TEXT,
        endDay=TEXT,
        requestCount=WHOLE,
        tokenCount=WHOLE,
        days=array(full(day=TEXT, requestCount=WHOLE, tokenCount=WHOLE)),
    ),
    "StatisticsQuestion": such_as(
        loose(
            "startDay endDay modelId",
            startDay={"type": "string", "format": "date"},
            endDay={"type": "string", "format": "date"},
            modelId=TEXT,
            apiKey=maybe(TEXT),
        ),
        startDay="2026-01-01",
        endDay="2026-12-31",
        modelId="sandbox/sentiment",
    ),
}
