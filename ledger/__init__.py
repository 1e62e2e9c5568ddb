"""What happened: events, the agreement that guards them, the store that keeps them, the command line."""
