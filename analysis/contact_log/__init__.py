"""What a log of contacts says about ties in time: survival, silence, signature, closure. One question a file."""
