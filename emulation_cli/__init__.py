"""emul: from the scoring sheets of an emulation cluster (cụm thi đua) to an exact, explained ranking."""

__version__ = "0.1.0"
