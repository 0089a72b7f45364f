"""What goes out to people: blank scoring sheets, and the cluster.xlsx to start from."""
