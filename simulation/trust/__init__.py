"""Trust, asking and gossip: who passes what to whom, and who finds out. Off unless a world says `trust`."""
