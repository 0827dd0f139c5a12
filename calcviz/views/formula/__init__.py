"""Mathematics typeset by our own boxes."""
