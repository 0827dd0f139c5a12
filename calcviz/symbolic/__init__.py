"""Exact calculus by sympy, in a process that can be killed, and refereed by numbers."""
