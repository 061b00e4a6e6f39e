"""The small market whose answers are known exactly: the benchmark of the toolkit."""
