"""The memory of this process; imports next to nothing, so that the looking does not add to it."""

import sys


def memory() -> dict[str, float]:
    """Resident memory and its proportional share in MB (10⁶ bytes); empty where unknown."""
    try:
        with open("/proc/self/smaps_rollup", encoding="utf-8") as file:
            kilobytes = {line.split(":")[0]: line.split()[1] for line in file if line.count(":") == 1}
        return {name: int(kilobytes[key]) * 1024 / 1e6 for name, key in (("rss", "Rss"), ("pss", "Pss"))}
    except (OSError, KeyError, ValueError):
        return _largest_memory()


def _largest_memory() -> dict[str, float]:
    """Where the present size is not told: the largest that it ever was."""
    try:
        import resource
    except ImportError:
        return {}
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"rss": size / 1e6 if sys.platform == "darwin" else size * 1024 / 1e6}
