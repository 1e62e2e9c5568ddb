"""The tree: against RFC 6962's own recursive definition, and against published vectors for both proofs."""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.store import merkle
from tests.store_samples import GOLDEN

VECTORS: dict[str, dict[str, Any]] = json.loads((GOLDEN / "merkle-vectors.json").read_text("utf-8"))["vectors"]
LEAVES = [sha256(bytes([0, number])).digest() for number in range(70)]


def named(family: str) -> list[Any]:
    return [pytest.param(vector, id=name) for name, vector in VECTORS.items() if name.startswith(f"{family}/")]


def raw(text: str | None) -> bytes:
    return b64decode(text or "")


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\1" + by_definition(leaves[:k]) + by_definition(leaves[k:])).digest()


@pytest.mark.parametrize("vector", named("inclusion"))
def test_inclusion_vectors(vector: dict[str, Any]) -> None:
    proof = [raw(sibling) for sibling in vector["proof"] or []]
    found = merkle.includes(vector["leafIdx"], vector["treeSize"], raw(vector["leafHash"]), proof, raw(vector["root"]))
    assert (not vector["wantErr"]) == found


@pytest.mark.parametrize("vector", named("consistency"))
def test_consistency_vectors(vector: dict[str, Any]) -> None:
    proof = [raw(sibling) for sibling in vector["proof"] or []]
    found = merkle.is_consistent(vector["size1"], vector["size2"], raw(vector["root1"]), raw(vector["root2"]), proof)
    assert (not vector["wantErr"]) == found


@pytest.mark.parametrize("size", range(len(LEAVES)))
def test_the_frontier_gives_the_root_of_the_definition(size: int) -> None:
    frontier = merkle.frontier_of(LEAVES[:size])
    assert by_definition(LEAVES[:size]) == merkle.root(frontier)
    assert size.bit_count() == len(frontier)
    assert frontier == merkle.unpack(merkle.pack(frontier))


@given(st.data())
def test_every_leaf_is_proved_and_no_other(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(LEAVES)))
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda i: i != index)) if size > 1 else None
    proof, root = merkle.inclusion_proof(LEAVES[:size], index), merkle.root_of(LEAVES[:size])
    assert merkle.includes(index, size, LEAVES[index], proof, root)
    if other is not None:
        assert not merkle.includes(other, size, LEAVES[index], proof, root)
        assert not merkle.includes(index, size, LEAVES[other], proof, root)


@given(st.data())
def test_every_beginning_is_proved_and_no_other_root(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(LEAVES)))
    earlier = data.draw(st.integers(1, size))
    proof = merkle.consistency_proof(LEAVES[:size], earlier)
    roots = merkle.root_of(LEAVES[:earlier]), merkle.root_of(LEAVES[:size])
    assert merkle.is_consistent(earlier, size, *roots, proof)
    forged = merkle.root_of([*LEAVES[: earlier - 1], LEAVES[-1][::-1]])
    assert not merkle.is_consistent(earlier, size, forged, roots[1], proof)


def test_what_is_not_in_the_tree_cannot_be_proved() -> None:
    with pytest.raises(ValueError, match="there is no leaf 3"):
        merkle.inclusion_proof(LEAVES[:3], 3)
    with pytest.raises(ValueError, match="not a size"):
        merkle.consistency_proof(LEAVES[:3], 0)
