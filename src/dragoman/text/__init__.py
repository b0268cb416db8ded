"""From a report's text to sentences, words and quotations, all as spans of the original."""
