"""What belongs to the platform in a document that it sends: a save does not send it back.

Everything else goes back as it came, known here or not.
"""

from __future__ import annotations

_TIMES = {"createdAt", "updatedAt"}  # set by the platform at every write, for all kinds

SERVER_OWNED: dict[str, frozenset[str]] = {
    # Ignored in every save of an agent (protocol 3.7.1); the paths are made from the name.
    "v2/agents": frozenset({*_TIMES, "teamId", "path", "assetInfo"}),
    # Who made it, and the path, made from the name (protocol 3.8).
    "sdk/skill": frozenset({*_TIMES, "team", "user", "path", "assetInfo"}),
    # Of the conversation as it goes (protocol 3.9).
    "v1/sessions": frozenset(
        {
            *_TIMES,
            "userId",
            "runStatus",
            "messageCount",
            "lastMessagePreview",
            "lastMessageAt",
        }
    ),
    # Masked in every reply but the first (protocol 3.12).
    "sdk/api-keys": frozenset({*_TIMES, "accessKey"}),
    "sdk/utilities": frozenset({*_TIMES, "assetInfo"}),
}
"""Keys at the top of a document, by the path of its kind."""


def server_owned(resource_path: str) -> frozenset[str]:
    """Those of a kind; none for a kind that is not known here."""
    return SERVER_OWNED.get(resource_path, frozenset())
