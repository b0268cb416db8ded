"""The store: reports and what they tell, kept in SQLite or PostgreSQL; records in, `Told` and rows for people out.

`dragoman.store.database` has the class `Database`, `dragoman.store.values` what goes in and comes out beside records.
"""
