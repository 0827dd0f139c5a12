"""What is to be said of a function: its points, where it rises and bends, its asymptotes, its symmetries."""
