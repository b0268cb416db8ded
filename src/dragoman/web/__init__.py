"""The living picture in a browser: pages drawn at the server, each with a JSON twin and, where it is a table, a CSV."""
