"""Advice: what some people do differently for some weeks, in a market that is otherwise as it was."""
