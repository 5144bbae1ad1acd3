"""The runs of one resource: a list with keys of its own while it has the focus."""

from aixtui.bindings import bindings_for
from aixtui.widgets.resource_list import ResourceList


class PastRunsList(ResourceList):
    """Its keys act on the run under the cursor, before those of the resource."""

    BINDINGS = bindings_for("past")
