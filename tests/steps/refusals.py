"""Steps that look at what was refused, and at what that left behind."""

from __future__ import annotations

from pytest_bdd import then

from tests.steps.scene import Scene


@then("it is refused:")
def is_refused(scene: Scene, docstring: str) -> None:
    """Compare the whole message with what a person at the prompt reads."""
    assert docstring == scene.take_refusal()


@then("nothing more is recorded")
def nothing_more(scene: Scene) -> None:
    """Compare the number of events with that before the `When`."""
    assert scene.size_before == scene.size
