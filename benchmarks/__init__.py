"""The figures that README quotes: this tool beside the libraries it could have used, measured in one run."""
