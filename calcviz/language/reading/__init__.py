"""How the reader works, idea by idea."""
