"""The body of each template: one module a document, `body(language)` gives its XML."""
