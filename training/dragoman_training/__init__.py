"""Training of Dragoman's language model: one MiniLM encoder, several heads, exported to ONNX."""
