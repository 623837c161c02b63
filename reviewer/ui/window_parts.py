"""The parts that work in the window beside the desk, read together after the desk is on the screen."""

from reviewer.ui.address_bar import AddressOpener
from reviewer.ui.appearance import Appearance
from reviewer.ui.asking import Workplace
from reviewer.ui.companions import Companions
from reviewer.ui.conclusion import Conclusion
from reviewer.ui.engagement_reading import EngagementReading
from reviewer.ui.exporting import Exporting
from reviewer.ui.importing import Importing
from reviewer.ui.keys_panel import KeysPanel
from reviewer.ui.language_menu import LanguageMenu
from reviewer.ui.lower_panel import LowerPanel
from reviewer.ui.passage_actions import PassageActions
from reviewer.ui.remembering import Remembering
from reviewer.ui.reporting import Reporting
from reviewer.ui.view_actions import ViewActions

__all__ = [
    "AddressOpener",
    "Appearance",
    "Companions",
    "Conclusion",
    "EngagementReading",
    "Exporting",
    "Importing",
    "KeysPanel",
    "LanguageMenu",
    "LowerPanel",
    "PassageActions",
    "Remembering",
    "Reporting",
    "ViewActions",
    "Workplace",
]
