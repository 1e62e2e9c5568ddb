"""Proofs: that nothing was altered, and that every sum can be performed again."""
