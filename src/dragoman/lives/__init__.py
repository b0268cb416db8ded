"""The living picture: pure folds of what many reports tell into things with a life, as of any day."""
