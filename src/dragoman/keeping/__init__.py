"""The door to the living picture: a store that reads, remembers, joins what tells of one deed, and answers as of any day."""
