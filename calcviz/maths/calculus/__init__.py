"""Integrals, limits, sums and solutions: what is known of them by numbers."""
