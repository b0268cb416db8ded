"""Readings as people and programs want them: JSON of the record contract, tables, pages."""
