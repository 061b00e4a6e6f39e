"""The recommendation experiment: new ties by chance, who joins whose firm, and what each tie brought about."""
