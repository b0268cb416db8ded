"""The language model: one small encoder, one pass a sentence."""
