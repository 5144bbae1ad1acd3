"""A list of choices of which the highlighted one is seen without colours, too."""

from textual.style import Style
from textual.widgets import OptionList


class ChoiceList(OptionList):
    """Textual leaves reversal out of the style of an option: without colours that is all there is."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        style = super().get_visual_style(*component_classes, partial=partial)
        is_reversed = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
        return style + Style(reverse=True) if is_reversed else style
