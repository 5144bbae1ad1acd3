"""Lists of choices of which the highlighted one is seen without colours, too.

Textual leaves reversal out of the style of an option: without colours that is all there is.
"""

from textual.app import ComposeResult
from textual.style import Style
from textual.widget import Widget
from textual.widgets import OptionList, Select
from textual.widgets._select import SelectCurrent, SelectOverlay


class ChoiceList(OptionList):
    """A list that stands by itself."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        style = super().get_visual_style(*component_classes, partial=partial)
        return _with_reversal(style, self, component_classes)


class ChoiceField(Select[str]):
    """A field that opens a list."""

    def compose(self) -> ComposeResult:
        yield SelectCurrent(self.prompt)
        yield _Opened().data_bind(compact=Select.compact)


class _Opened(SelectOverlay):
    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        style = super().get_visual_style(*component_classes, partial=partial)
        return _with_reversal(style, self, component_classes)


def _with_reversal(style: Style, widget: Widget, component_classes: tuple[str, ...]) -> Style:
    is_reversed = any(widget.get_component_styles(name).text_style.reverse for name in component_classes)
    return style + Style(reverse=True) if is_reversed else style
