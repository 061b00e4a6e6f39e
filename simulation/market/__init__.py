"""The labour market: its state, the order of the week, its records."""
