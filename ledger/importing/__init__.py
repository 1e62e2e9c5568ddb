"""Spreadsheets in: from the bytes of a file to facts that the agreement's own commands have checked."""
