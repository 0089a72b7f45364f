"""A scoring table from elsewhere (a decision's annex, last year's sheet) made the table of a new cluster.xlsx."""
