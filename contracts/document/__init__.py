"""The agreement document."""
