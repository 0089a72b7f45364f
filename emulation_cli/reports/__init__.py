"""Documents made from Results alone: terminal, markdown, Word, workbook."""
