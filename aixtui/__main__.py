"""The command `aixtui`."""

import sys

from aixtui import __version__


def main() -> None:
    """Run the command line and exit with its code."""
    # Answered before click is imported: scripts and bug reports ask for it often.
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"aixtui {__version__}\n")
        return
    from aixtui.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
