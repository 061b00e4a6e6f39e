"""Records in, estimates out: shares, per-tie value, uncertainty. Runs no simulation and draws nothing."""
