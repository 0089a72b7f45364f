"""What the shipped examples say, as plain Python data; examples/make.py turns it into workspaces."""
