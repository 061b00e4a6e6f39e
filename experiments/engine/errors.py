"""How a run ends before its end."""

from __future__ import annotations


class StoppedError(Exception):
    """A run was interrupted; the message says what is saved and how to go on. The command line exits with status 130."""
