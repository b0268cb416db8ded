"""Pictures of the answers: pure functions from rows to Vega-Lite specifications, and their writing to files."""
