"""A key printed by a command of the user's: a password manager."""

import os
import signal
import subprocess

from aixtui.auth.secret import Secret, clean_key
from aixtui.setup_error import CredentialError
from aixtui.system.child_environment import without_keys

TIME_LIMIT = 30.0
"""Seconds; a password manager may ask for a finger or a password first."""

_TRY_IT = "Run it by hand in a terminal to see why."

SOURCE = "the profile's key_command"


def key_from_command(command: str) -> Secret:
    """Run `command` in a shell and take what it prints as the key.

    Raises:
        CredentialError: it fails, prints no key, or takes too long. What it printed is never repeated.
    """
    # A group of its own, so that the time limit ends what the shell started too. Its messages would
    # scribble over the screen, and might hold the key.
    process = subprocess.Popen(
        command,
        shell=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0,
        env=without_keys(),
    )
    try:
        output, _ = process.communicate(timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise CredentialError(
            f"{SOURCE.capitalize()} did not finish within {TIME_LIMIT:g} seconds.", _TRY_IT
        ) from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    if process.returncode != 0:
        raise CredentialError(f"{SOURCE.capitalize()} failed with exit code {process.returncode}.", _TRY_IT)
    return clean_key(output.decode("utf-8", "replace"), SOURCE)
