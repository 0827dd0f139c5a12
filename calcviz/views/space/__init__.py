"""The view of space: a camera, the order in which things hide one another, and their painters."""
