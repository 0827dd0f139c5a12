"""The document: its rows, what they mean together, its history, and its files."""
