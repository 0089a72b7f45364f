"""The documents that a meeting signs: one module a document, each turning material into the strings of its template."""
