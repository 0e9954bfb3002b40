"""The grammar: one module a kind, each of small functions from (text, position) to a reading or None."""
