"""What Dragoman knows of the world and of the words of politics: CSV files that people can edit, and their readers."""
