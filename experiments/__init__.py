"""Findings with their designs and verdicts, the runner, the store and the command line."""
