"""Actors, places and times as spans of a document, not yet resolved to who, where and which day."""
