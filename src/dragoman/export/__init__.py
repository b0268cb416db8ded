"""Records in the formats of others: one module a format, `rows` for what they share, `formats` for the choice.

Dragoman's records keep type and status apart and all parties of a deed together; the conventions do neither. What they
fold and multiply is said in the module of each format and in docs/exports.md.
"""
