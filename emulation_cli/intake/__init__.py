"""From the collected files to checked entries: which file is whose, which row is which criterion, what it says."""
