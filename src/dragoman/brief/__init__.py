"""The brief: what changed, what comes, what is disputed, each line with the sentences and reports behind it."""
