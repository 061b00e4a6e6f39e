"""The same world with one tie different: what it changes, and nothing else, is lived again."""
