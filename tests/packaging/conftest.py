"""The bootstrap is a program beside the package: its folder is put on the path for its tests."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
