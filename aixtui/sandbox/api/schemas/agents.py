"""Agents, and what a caller saves as one."""

from aixtui.sandbox.api.schemas.vocabulary import (
    AMOUNT,
    ANYTHING,
    COUNT,
    FILLED,
    OBJECT,
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

_FORMAT = one_of("text", "markdown", "json")
_JUDGE = {
    "anyOf": [loose("assetId", assetId=FILLED), loose("function", function=FILLED)],
    **loose(prompt=maybe(TEXT)),
}
_ROLES = ("supervisor", "planner", "responder")
_TASK: dict[str, Doc] = {
    "name": TEXT,
    "description": maybe(TEXT),
    "expectedOutput": maybe(TEXT),
    "dependencies": array(TEXT),
}
_SHARED: dict[str, Doc] = {
    **optional(("description", "instructions", "inspectorId"), TEXT),
    "expectedOutput": maybe({"type": ["string", "object"]}),
    "maxInspectors": maybe(WHOLE),
    "contextOverflowStrategy": maybe(one_of("truncate", "summarize")),
}

SCHEMAS: dict[str, Doc] = {
    "Inspector": loose(
        "targets action evaluator",
        targets=array(TEXT),
        action=loose(
            "type",
            type=one_of("continue", "rerun", "abort", "edit"),
            maxRetries=maybe({"type": "integer", "minimum": 0}),
            onExhaust=maybe(one_of("continue", "abort")),
        ),
        evaluator=_JUDGE,
        severity=maybe(one_of("low", "medium", "high", "critical")),
    ),
    "Budget": loose(maxCost=maybe(AMOUNT), maxDurationSeconds=maybe(AMOUNT), maxIterations=maybe(COUNT)),
    "Values": array(loose("name", name=TEXT, value=ANYTHING)),
    "Role": loose("id parameters", id=TEXT, name=maybe(TEXT), parameters=ref("Values")),
    "RoleFields": loose(id=TEXT, parameters=maybe(ref("Values"))),
    "Agent": full(
        "clonedFromId",
        id=TEXT,
        name=TEXT,
        assetInfo=full(instanceId=TEXT, assetPath=TEXT, assetName=TEXT),
        status=one_of("draft", "onboarded"),
        teamId=WHOLE,
        tools=array(loose("id assetId type", id=TEXT, assetId=TEXT, type=TEXT)),
        tasks=array(loose("name description expectedOutput dependencies", **_TASK)),
        agents=array(loose("id", id=TEXT)),
        skills=array({"type": ["object", "array"]}),
        files=array(full(id=TEXT, name=TEXT, description=TEXT)),
        outputFormat=_FORMAT,
        **_SHARED,
        inspectorTargets=array(TEXT),
        inspectors=array(ref("Inspector")),
        resourceInfo=OBJECT,
        maxTokens=COUNT,
        budget=ref("Budget"),
        model=ref("Role"),
        **optional(_ROLES, ref("Role")),
        clonedFromId=TEXT,
        createdAt=TEXT,
        updatedAt=TEXT,
    ),
    "AgentFields": such_as(
        loose(
            "name",
            name={**FILLED, "maxLength": 200},
            status=maybe(one_of("draft", "onboarded")),
            tools=maybe(array(loose("type", type=FILLED))),
            tasks=maybe(array(loose("name", **{**_TASK, "dependencies": maybe(array(TEXT))}))),
            agents=maybe(array({"type": ["object", "string"]})),
            skills=maybe(array({"type": ["object", "array"]})),
            files=maybe(array({"type": ["object", "string"]})),
            outputFormat=maybe(_FORMAT),
            **_SHARED,
            inspectorTargets=maybe(array(TEXT)),
            inspectors=maybe(array(ref("Inspector"))),
            resourceInfo=maybe(OBJECT),
            maxTokens=maybe(COUNT),
            budget=maybe(ref("Budget")),
            **optional(("model", *_ROLES), ref("RoleFields")),
        ),
        name="Reader",
        tools=[{"assetId": "sandbox/sentiment", "type": "model"}],
    ),
}


def _older_agent() -> Doc:
    """An agent under the key names of the first version."""
    fields = SCHEMAS["Agent"]["properties"]
    older = {**fields, "assets": fields["tools"], "llmId": TEXT}
    older["tools"] = array(full(type=one_of("llm"), description=TEXT, parameters=ref("Values")))
    return record(" ".join(name for name in older if name != "clonedFromId"), **older)


SCHEMAS["OlderAgent"] = _older_agent()
