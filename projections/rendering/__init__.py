"""How answers look: tables, bars, CSV, JSON and spreadsheets."""
