"""From files as they come to dated reports with their blocks; the text is kept character for character."""
