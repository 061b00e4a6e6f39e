"""The rules of the world, one mechanism a file: compiled kernels over arrays."""
