"""The command that stores a key, as sentences name it."""

import shlex

DEFAULT_PROFILE = "default"
"""The profile that needs no setting."""
LOGIN = "aixtui auth login"


def login_command(profile: str) -> str:
    """What stores a key for a profile: without its name the key would go to another backend."""
    return LOGIN if profile == DEFAULT_PROFILE else f"{LOGIN} --profile {shlex.quote(profile)}"
