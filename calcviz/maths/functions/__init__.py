"""The functions of the language: one entry each, and what the entries are made of."""
