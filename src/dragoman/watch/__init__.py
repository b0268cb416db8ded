"""Feeds to reports, day after day: polls with good manners, remembers what it has seen, says what it did."""
