"""The desk and what opens a workspace on it, read together after the frame of the window is on the screen."""

from reviewer.ui.action_states import ActionStates
from reviewer.ui.asking import Workplace
from reviewer.ui.desk import Desk
from reviewer.ui.session import Session
from reviewer.ui.workspace_actions import WorkspaceActions

__all__ = ["ActionStates", "Desk", "Session", "Workplace", "WorkspaceActions"]
