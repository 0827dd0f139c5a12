"""What the import of Qt does to other imports."""

import subprocess
import sys

SOURCES_KEPT = """
import calcviz.views
import calcviz.views.plane
import linecache
print([name for name in linecache.cache if "calcviz" in name])
"""


def test_no_source_is_read_and_kept() -> None:
    run = subprocess.run([sys.executable, "-c", SOURCES_KEPT], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
