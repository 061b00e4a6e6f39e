"""Calibration: which inputs are uncertain, which published numbers they are fitted to, and which are kept out of it."""
