"""Prints what differs from the official surface and has no row in the guide to moving."""

import sys

from tests.sdk.surface.comparison import differences
from tests.sdk.surface.rows import rows

if __name__ == "__main__":
    named = {key for row in rows() for key in row.keys}
    left = [difference for difference in differences() if difference.key not in named]
    sys.stdout.writelines(f"{difference}\n" for difference in [*left, f"{len(left)} differences"])
