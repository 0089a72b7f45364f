"""The command line: one thin module a command; options → one call → print → exit status."""
