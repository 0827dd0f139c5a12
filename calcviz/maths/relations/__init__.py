"""Where equations and inequalities in x and y hold: curves, regions, single points, and what is undecided."""
