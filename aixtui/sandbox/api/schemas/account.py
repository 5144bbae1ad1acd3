"""API keys, credits, uploads, reports of issues, and what every refusal says."""

from aixtui.sandbox.api.schemas.vocabulary import (
    FILLED,
    FLAG,
    MOMENT,
    NUMBER,
    TEXT,
    WHOLE,
    array,
    full,
    loose,
    maybe,
    one_of,
    optional,
    such_as,
)
from aixtui.sandbox.store.document import Doc

_TOKENS: dict[str, Doc] = {"tokenType": maybe(one_of("input", "output", "total"))}
_LIMIT = full(tpm=NUMBER, tpd=NUMBER, rpm=NUMBER, rpd=NUMBER, **_TOKENS)
_AMOUNT: Doc = {"type": "number", "minimum": 0}
_WANTED_LIMIT: dict[str, Doc] = {**optional(("tpm", "tpd", "rpm", "rpd"), _AMOUNT), **_TOKENS}
_COUNT = maybe(NUMBER)

SCHEMAS: dict[str, Doc] = {
    "Error": loose(
        "statusCode message supplierError error",
        statusCode=WHOLE,
        message={"anyOf": [TEXT, array(TEXT)]},
        error=TEXT,
        supplierError=TEXT,
        status=one_of("FAILED"),
        completed=one_of(True),
    ),
    "Health": full(service=TEXT, status=TEXT),
    "Nothing": full(),
    "Key": full(
        id=TEXT,
        name=TEXT,
        accessKey=TEXT,
        isAdmin=FLAG,
        budget=maybe(NUMBER),
        expiresAt=maybe(TEXT),
        globalLimits=maybe(_LIMIT),
        assetsLimits=array(full(**_LIMIT["properties"], assetId=TEXT)),
    ),
    "KeyFields": such_as(
        loose(
            "name",
            name=FILLED,
            budget=maybe(_AMOUNT),
            expiresAt=maybe(MOMENT),
            globalLimits=maybe(loose(**_WANTED_LIMIT)),
            assetsLimits=maybe(array(loose("assetId", **_WANTED_LIMIT, assetId=TEXT))),
        ),
        name="laptop",
    ),
    "Usage": full(
        "assetId",
        requestCount=WHOLE,
        requestCountLimit=_COUNT,
        tokenCount=WHOLE,
        tokenCountLimit=_COUNT,
        assetId=TEXT,
    ),
    "Wallet": full(totalBalance=NUMBER, reservedBalance=NUMBER),
    "Issue": full(issue_id=TEXT, bug_board_url=TEXT),
    "IssueFields": such_as(
        loose("description", description=TEXT, severity=maybe(one_of("SEV1", "SEV2", "SEV3", "SEV4"))),
        description="Hangs",
    ),
    "Announcement": such_as(
        loose(
            "originalName",
            originalName={"type": "string", "minLength": 1},
            contentType={
                "type": "string",
                "pattern": "^[ -~]*$",
                "description": "a string of printable ASCII characters",
            },
        ),
        originalName="notes.txt",
    ),
    "Upload": full("downloadUrl", key=TEXT, uploadUrl=TEXT, downloadUrl=TEXT),
}
