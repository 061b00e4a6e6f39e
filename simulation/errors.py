"""The one kind of error, and the one kind of warning, a user is meant to read."""

from __future__ import annotations


class UserError(ValueError):
    """Something the user can put right: one line that says what is wrong and what to do.

    The command line prints the line and exits with status 2; in a notebook it is an ordinary ValueError.
    """


class WeakTiesWarning(UserWarning):
    """Something that was given is not used, or was read in a way that the user should know: one line that names it.

    The command line prints the line on stderr; `warnings.simplefilter("ignore", WeakTiesWarning)` silences the library.
    """
