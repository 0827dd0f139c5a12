"""A desktop laboratory for calculus: a typed formula becomes a picture that can be taken hold of."""

__version__ = "0.1.0"
