"""From document to frame."""
