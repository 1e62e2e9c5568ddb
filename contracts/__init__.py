"""What was agreed and what it makes due: pure, without clock, input, output or database."""
