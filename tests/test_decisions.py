"""decisions.xlsx."""
