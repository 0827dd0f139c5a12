"""Derivatives by rule and by quotient, slopes, and where there are none."""
