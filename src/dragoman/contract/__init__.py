"""The record contract (docs/records.md) as JSON: readings out, and back in."""
