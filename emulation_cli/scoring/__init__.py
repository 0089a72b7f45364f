"""From entries to points, totals, ranks and classes: exact throughout."""
