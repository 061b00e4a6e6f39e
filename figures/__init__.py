"""One file a figure: saved results in, a matplotlib Figure out. Simulates nothing and saves nothing by itself."""
