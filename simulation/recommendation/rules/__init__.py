"""The rules of the recommendation experiment: compiled kernels over arrays."""
