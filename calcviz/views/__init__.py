"""A frame on a screen or on any painter: the plane, typeset mathematics, and the fonts they are set in."""
