"""Text and expression: what is typed, read into a tree, and written back."""
