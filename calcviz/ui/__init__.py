"""The window: rows on the left, the plane in the middle, the selected row on the right."""
