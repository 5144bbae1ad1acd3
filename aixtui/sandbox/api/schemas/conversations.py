"""Sessions, their messages, and triggers."""

from aixtui.sandbox.api.schemas.vocabulary import (
    ANYTHING,
    COUNT,
    FILLED,
    FLAG,
    OBJECT,
    TEXT,
    WHOLE,
    array,
    full,
    loose,
    maybe,
    one_of,
    record,
    ref,
    such_as,
)
from aixtui.sandbox.store.document import Doc

_STATUS = one_of("active", "completed", "failed", "archived")
_ROLE = one_of("user", "assistant")
_REACTION = maybe(one_of("LIKE", "DISLIKE"))
_SESSION: dict[str, Doc] = {
    "name": maybe(TEXT),
    "status": maybe(_STATUS),
    "executionConfig": maybe(ref("ExecutionConfig")),
}
_CLOCK = {"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5]?[0-9]$", "description": "HH:MM"}
_ZONE: dict[str, Doc] = {"timezone": maybe(TEXT)}
_WEEKDAYS = {**array(one_of("mon", "tue", "wed", "thu", "fri", "sat", "sun")), "minItems": 1}
_MONTH_DAYS = {**array({"type": "integer", "minimum": 1, "maximum": 31}), "minItems": 1}
_REPEAT = loose(
    "every unit",
    every=COUNT,
    unit=one_of("minute", "hour", "day", "week"),
)
_TRIGGER: dict[str, Doc] = {
    "name": FILLED,
    "description": maybe(TEXT),
    "input": maybe(TEXT),
    "assetId": maybe(TEXT),
    "assetType": one_of("agent"),
    "triggerType": one_of("time", "external"),
    "triggerId": maybe(TEXT),
    "configuration": maybe(OBJECT),
    "retryCount": maybe({"type": "integer", "minimum": 0, "maximum": 10}),
}

SCHEMAS: dict[str, Doc] = {
    "Session": full(
        id=TEXT,
        userId=TEXT,
        agentId=TEXT,
        **{**_SESSION, "status": _STATUS},
        runStatus=one_of("idle", "running", "completed"),
        messageCount=WHOLE,
        lastMessagePreview=maybe(TEXT),
        lastMessageAt=maybe(TEXT),
        createdAt=TEXT,
        updatedAt=TEXT,
    ),
    "SessionFields": such_as(loose("agentId", agentId=TEXT, **_SESSION), agentId="sandbox-ws/text-analyst"),
    "SessionChanges": such_as(loose(**_SESSION), status="archived"),
    "Message": full(
        id=TEXT,
        sessionId=TEXT,
        userId=TEXT,
        agentId=TEXT,
        role=_ROLE,
        content=TEXT,
        sequence=WHOLE,
        requestId=maybe(TEXT),
        reaction=_REACTION,
        attachments=maybe(array(OBJECT)),
        createdAt=TEXT,
    ),
    "MessageFields": such_as(
        loose(
            "role",
            role=_ROLE,
            content=TEXT,
            requestId=maybe(TEXT),
            attachments=maybe(array(OBJECT)),
            tools=maybe(array(loose("id", id=TEXT, parameters=maybe(ref("Values"))))),
        ),
        role="user",
        content="Good.",
    ),
    "Reaction": such_as(loose("reaction", reaction=_REACTION), reaction="LIKE"),
    "Schedule": {
        "oneOf": [
            loose("type runAt", type=one_of("once"), runAt=TEXT, **_ZONE),
            loose("type time", type=one_of("daily"), time=_CLOCK, **_ZONE),
            loose("type time daysOfWeek", type=one_of("weekly"), time=_CLOCK, daysOfWeek=_WEEKDAYS, **_ZONE),
            loose(
                "type time daysOfMonth", type=one_of("monthly"), time=_CLOCK, daysOfMonth=_MONTH_DAYS, **_ZONE
            ),
            loose("type repeat", type=one_of("recurring"), repeat=_REPEAT, startAt=maybe(TEXT), **_ZONE),
        ]
    },
    "Trigger": full(
        id=TEXT,
        **_TRIGGER,
        enabled=FLAG,
        notifications=FLAG,
        type=maybe(one_of("once", "daily", "weekly", "monthly", "recurring")),
        nextRunAt=maybe(TEXT),
        lastRunAt=maybe(TEXT),
        failureCount=WHOLE,
        enqueued=FLAG,
        createdAt=TEXT,
        updatedAt=TEXT,
    ),
    "TriggerFields": such_as(
        {
            **record(
                "name assetType triggerType",
                **_TRIGGER,
                enabled=maybe(FLAG),
                notifications=maybe(FLAG),
            ),
            "anyOf": [
                loose("configuration", triggerType=one_of("time"), configuration=ref("Schedule")),
                loose("triggerId", triggerType=one_of("external"), triggerId={**TEXT, "minLength": 1}),
            ],
        },
        name="Daily",
        assetType="agent",
        triggerType="time",
        configuration={"type": "daily", "time": "00:00"},
    ),
    "TriggerChanges": such_as(
        record(
            **{**_TRIGGER, "configuration": maybe(ref("Schedule"))},
            id=ANYTHING,
            enabled=maybe(FLAG),
            notifications=maybe(FLAG),
        ),
        enabled=False,
    ),
}
