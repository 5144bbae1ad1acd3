"""All toolboxes by name."""

from aixtui.sandbox.tools.action import Toolbox
from aixtui.sandbox.tools.calculator import CALCULATOR
from aixtui.sandbox.tools.python_code import PYTHON_CODE
from aixtui.sandbox.tools.remote import REMOTE
from aixtui.sandbox.tools.sqlite_tool import SQLITE
from aixtui.sandbox.tools.text_index import TEXT_INDEX
from aixtui.sandbox.tools.text_tools import TEXT_TOOLS

TOOLBOXES: dict[str, Toolbox] = {
    toolbox.name: toolbox for toolbox in (CALCULATOR, TEXT_TOOLS, PYTHON_CODE, SQLITE, TEXT_INDEX, REMOTE)
}
"""Every toolbox by name."""
