"""A frame written to a file: a picture, or its numbers."""
