"""How fast CalcViz is, beside other programs that do the same work in the same run."""
