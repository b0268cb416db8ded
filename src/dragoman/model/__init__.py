"""The types that the parts of Dragoman hand to one another; they import the standard library only."""
