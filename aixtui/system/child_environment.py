"""What a program that is started here finds in its environment: no API key, as none has asked for one."""

import os

KEY_VARIABLES = ("TEAM_API_KEY", "AIXPLAIN_API_KEY")
"""Where a key is looked for, in this order."""


def without_keys() -> dict[str, str]:
    """The environment of this process without its API keys."""
    return {name: value for name, value in os.environ.items() if name not in KEY_VARIABLES}
