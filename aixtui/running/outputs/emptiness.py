"""What stands in a tab of a run that has nothing to show."""

_NOTHING_YET = {
    "output": "Nothing yet: the output comes when the run is over.",
    "reply": "Nothing yet: the reply comes when the run is over.",
    "polls": "Nothing yet: the server was not asked about it so far.",
}


def why_empty(tab: str, *, is_watched: bool) -> str:
    """Why a tab has nothing, as a sentence; empty where that is about to change."""
    if is_watched:
        return _NOTHING_YET.get(tab, "")
    return "No polls are kept of it." if tab == "polls" else ""
