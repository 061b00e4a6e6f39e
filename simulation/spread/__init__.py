"""The spread of news over ties."""
