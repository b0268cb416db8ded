"""Benchmarks as commands: each takes its data as an argument and prints figures, or one JSON object with --json."""
