"""The vocabulary of the features: one module of steps a subject, and the scene that they share."""

STEPS = tuple(
    f"tests.steps.{subject}"
    for subject in (
        *("scene", "agreement", "parties", "facts", "gates", "living"),
        *(
            "prompt",
            "auditing",
            "refusals",
            "results",
            "reports",
            "outstanding",
            "duties",
            "dues",
            "comparing",
            "opening",
            "accruing",
            "journals",
        ),
        *("forecasting",),
    )
)
"""The modules of steps, each before those that use it, as pytest registers them."""
