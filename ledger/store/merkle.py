"""The Merkle tree over the leaves, as RFC 6962 (section 2.1) draws it; nodes are SHA-256(0x01 ‖ left ‖ right).

A tree is carried as its frontier: the roots of its complete subtrees, largest first, one for each bit that is set
in its size. Appending costs one hash on average, and the root is the frontier folded from its small end.
Source: https://www.rfc-editor.org/rfc/rfc6962#section-2.1
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import islice

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

HASH_SIZE = 32
"""Bytes in a leaf, a node and a root."""

_AT_ONCE = 1 << 12
"""Leaves that are hashed together."""


def node(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into their parent."""
    return sha256(b"\1" + left + right).digest()


def append(frontier: list[bytes], size: int, leaf: bytes) -> None:
    """Grow, in place, the frontier of a tree of `size` leaves by one leaf."""
    while size & 1:
        leaf = node(frontier.pop(), leaf)
        size >>= 1
    frontier.append(leaf)


def extend(frontier: list[bytes], size: int, leaves: Iterable[bytes]) -> None:
    """Grow, in place, the frontier of a tree of `size` leaves by many leaves, one level of the tree after the other."""
    level, grown = list(leaves), list[bytes]()
    while level or size:
        if size & 1:
            level.insert(0, frontier.pop())
        if len(level) & 1:
            grown.append(level.pop())
        level = [sha256(b"\1" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=True)]
        size >>= 1
    frontier += reversed(grown)


def root(frontier: Sequence[bytes]) -> bytes:
    """Fold a frontier into the root of its tree."""
    if not frontier:
        return EMPTY_ROOT
    result = frontier[-1]
    for subtree in reversed(frontier[:-1]):
        result = node(subtree, result)
    return result


def frontier_of(leaves: Iterable[bytes]) -> list[bytes]:
    """Work out the frontier of a tree from all of its leaves, of which only some are in memory at a time."""
    frontier, size, left = list[bytes](), 0, iter(leaves)
    while some := list(islice(left, _AT_ONCE)):
        extend(frontier, size, some)
        size += len(some)
    return frontier


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Work out the root of a tree from all of its leaves."""
    return root(frontier_of(leaves))


def pack(frontier: Sequence[bytes]) -> bytes:
    """Write a frontier as one string of bytes, 32 a subtree."""
    return b"".join(frontier)


def unpack(packed: bytes) -> list[bytes]:
    """Read a frontier back from its bytes."""
    return [packed[start : start + HASH_SIZE] for start in range(0, len(packed), HASH_SIZE)]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Prove that leaf `index`, from 0, is in the tree of these leaves (RFC 6962, section 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise ValueError(f"there is no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*inclusion_proof(leaves[:half], index), root_of(leaves[half:])]
    return [*inclusion_proof(leaves[half:], index - half), root_of(leaves[:half])]


def consistency_proof(leaves: Sequence[bytes], earlier_size: int) -> list[bytes]:
    """Prove that the first `earlier_size` leaves are a beginning of these (RFC 6962, section 2.1.2)."""
    if not 0 < earlier_size <= len(leaves):
        raise ValueError(f"{earlier_size} is not a size that a tree of {len(leaves)} leaves once had")
    return _consistency(leaves, earlier_size, whole=True)


def _consistency(leaves: Sequence[bytes], earlier_size: int, *, whole: bool) -> list[bytes]:
    """Prove a beginning of a subtree; `whole` while that beginning's root is the one the reader holds."""
    if earlier_size == len(leaves):
        return [] if whole else [root_of(leaves)]
    half = _split(len(leaves))
    if earlier_size <= half:
        return [*_consistency(leaves[:half], earlier_size, whole=whole), root_of(leaves[half:])]
    return [*_consistency(leaves[half:], earlier_size - half, whole=False), root_of(leaves[:half])]


def includes(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Check an inclusion proof (RFC 9162, section 2.1.3.2, states the check that RFC 6962 leaves out)."""
    if not 0 <= index < size:
        return False
    position, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            result = node(sibling, result)
            position, last = _climb(position, last)
        else:
            result = node(result, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and result == root


def is_consistent(earlier_size: int, size: int, earlier_root: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    """Check a consistency proof (RFC 9162, section 2.1.4.2); an empty earlier tree proves nothing."""
    if earlier_size == size:
        return not proof and earlier_root == root
    if not 0 < earlier_size < size or not proof:
        return False
    path = [earlier_root, *proof] if earlier_size & (earlier_size - 1) == 0 else list(proof)
    position, last = earlier_size - 1, size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    earlier = later = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            earlier, later = node(sibling, earlier), node(sibling, later)
            position, last = _climb(position, last)
        else:
            later = node(later, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and earlier == earlier_root and later == root


def _climb(position: int, last: int) -> tuple[int, int]:
    """Skip the levels at which a node on the right edge has no sibling."""
    while position and not position & 1:
        position, last = position >> 1, last >> 1
    return position, last


def _split(size: int) -> int:
    """Find the largest power of two below `size`: where RFC 6962 splits a tree."""
    return 1 << (size - 1).bit_length() - 1
