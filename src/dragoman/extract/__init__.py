"""What a document tells: deeds with their parties, whether they happened, who says so, when and where, and standing ties."""
