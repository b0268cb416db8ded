"""What can go wrong, as a tree; every message names the value, what was allowed and what to do.

DragomanError
├── InputError        a file, feed or line that can't be read as a report
├── OutputError       the file that the result should go to can't be written
├── KnowledgeError    a row of a knowledge file that can't be understood
├── StoreError        the store can't be opened, read or written
└── ModelError        the language model's files are missing or do not belong together
"""


class DragomanError(Exception):
    """Base of all errors that Dragoman raises on purpose."""


class InputError(DragomanError):
    """A file, page or line can't be read as a report."""


class OutputError(DragomanError):
    """The file that a result should go to can't be written."""


class KnowledgeError(DragomanError):
    """A row of a knowledge file can't be understood."""


class ModelError(DragomanError):
    """The language model's files are missing or do not belong together."""


class StoreError(DragomanError):
    """The store can't be opened, read or written."""
