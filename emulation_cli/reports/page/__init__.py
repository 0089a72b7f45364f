"""The page (xep-hang.html): results → plain strings → one file that needs no network and no script to be read."""
