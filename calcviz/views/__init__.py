"""A frame on a screen or on any painter: the plane, typeset mathematics, and the fonts they are set in."""

import sys

import PySide6.QtCore  # noqa: F401

# WORKAROUND PySide6 6.8-6.11: for the sake of its __feature__ switches, which CalcViz does not use, it looks
# for its own name in the source of each module imported after it, and linecache keeps the sources: 3 MB of
# ours, 13 more once scipy is loaded, and 50 to 100 ms. The answer "it uses Qt" leaves everything as it is.
_feature = sys.modules.get("shibokensupport.feature")
if hasattr(_feature, "_mod_uses_pyside"):
    _feature._mod_uses_pyside = lambda module: True  # type: ignore[union-attr]
