"""A mechanism of one's own: declared outside the package, run by the models at named points of their week."""
