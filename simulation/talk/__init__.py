"""When do these two talk."""
