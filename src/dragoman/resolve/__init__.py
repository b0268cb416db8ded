"""Which actor, which place, which day: mentions become refs, by what is known and by the rest of the report."""
