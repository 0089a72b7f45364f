"""The only reader of spreadsheet files: every fact that a score check needs, each with its cell."""
