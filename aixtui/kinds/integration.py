"""Integrations: services that tools are connections to."""

from aixtui.kindspec import cells
from aixtui.kindspec.asset_actions import asset_actions
from aixtui.kindspec.asset_parts import (
    ABOUT,
    BY_DEVELOPER,
    BY_HOST,
    BY_PATH,
    DESCRIPTION,
    DEVELOPER,
    HOST,
    IDENTITY,
    NAME,
    ORIGIN,
    OWNERSHIP,
    PATH,
    SAVED,
    STATUS,
    UPDATED,
)
from aixtui.kindspec.connection import CONNECTING
from aixtui.kindspec.kind import Column, Fact, Kind, Section
from aixtui.kindspec.login_ways import login_words

INTEGRATION = Kind(
    id="integration",
    plural="integrations",
    label="Integrations",
    aliases=("i", "int"),
    about="An integration connects a service; once it is connected, agents use it as a tool.",
    source=lambda aix: aix.Integration,
    columns=(
        NAME,
        DESCRIPTION,
        DEVELOPER,
        STATUS._replace(wide=True),
        Column(
            "schemes", "Log in by", lambda i: cells.text(login_words(i.auth_schemes)), width=21, wide=True
        ),
        HOST,
        UPDATED,
        PATH,
    ),
    sections=(
        Section("Integration", (*IDENTITY, ABOUT)),
        Section(
            "Connecting",
            (Fact("Log in by", lambda i: cells.text(login_words(i.auth_schemes))),),
        ),
        ORIGIN,
    ),
    filters=(OWNERSHIP, BY_DEVELOPER, BY_HOST, BY_PATH, SAVED),
    actions=asset_actions,
    makes=CONNECTING,
    hidden_capabilities=frozenset({"run"}),
    reasons=dict.fromkeys(
        ("run", "save", "clone", "delete"),
        "Integrations are the platform's: they are neither run nor changed here. Add makes a tool of one.",
    ),
)
