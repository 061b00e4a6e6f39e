"""The rules of the market, one mechanism a file: compiled kernels over arrays."""
