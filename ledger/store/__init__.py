"""The immutable store: canonical lines, the seal over them, and the databases that keep them."""
