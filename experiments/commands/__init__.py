"""The commands of `weakties`, one a module: a function `command` whose docstring is its help."""
