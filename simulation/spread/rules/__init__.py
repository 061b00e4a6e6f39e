"""The rules by which news spreads: compiled kernels over arrays."""
