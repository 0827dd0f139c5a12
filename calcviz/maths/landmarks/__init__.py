"""Landmarks: the points of a curve that a pointer can snap to, proven, and exact where that is known."""
