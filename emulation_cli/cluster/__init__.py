"""What the cluster agreed: its units, its criteria, its rules."""
