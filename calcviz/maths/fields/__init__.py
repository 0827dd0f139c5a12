"""Functions of several variables: values, partial derivatives, grids, level curves, arrows, flow lines."""
