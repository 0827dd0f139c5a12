"""The language with its functions."""

import calcviz.maths.functions  # noqa: F401
