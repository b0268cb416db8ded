"""Answers from what many reports tell: pure functions from tellings to typed rows, each with its formula (docs/answers.md)."""
