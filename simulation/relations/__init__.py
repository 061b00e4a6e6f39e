"""Ties that live: state, seasons, and what can be seen of them."""
