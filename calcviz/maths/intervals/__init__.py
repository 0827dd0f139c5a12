"""Intervals that enclose every value of an expression on a cell, and say where it is continuous."""
