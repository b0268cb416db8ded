"""The picture that records draw: agenda, conflicts and their sides, ceasefires, rivals who talk."""
