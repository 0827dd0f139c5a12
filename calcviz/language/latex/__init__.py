"""LaTeX cut into parts, and what each part is in the language of CalcViz."""
