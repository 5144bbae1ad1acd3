"""Fields that say who may use what somebody has made."""

from aixtui.kindspec.field import Field
from aixtui.kindspec.text_codec import LINES

PRIVACY = Field(
    "privacy",
    "Privacy",
    options=("Private", "Public", "Restricted"),
    help="Private: this workspace. Public: all. Restricted: those of the whitelist.",
)
WHITELIST = Field(
    "whitelist", "Whitelist", lines=2, help="Who may use it where it is Restricted, one a line.", codec=LINES
)
