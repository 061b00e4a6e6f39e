"""The one kind of error a user is meant to read."""

from __future__ import annotations


class UserError(ValueError):
    """Something the user can put right: one line that says what is wrong and what to do.

    The command line prints the line and exits with status 2; in a notebook it is an ordinary ValueError.
    """
