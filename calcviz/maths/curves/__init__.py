"""The certified pieces of a curve, and its singular points."""
