"""A9: an hour a week of short talks with many of the industry."""

from weakties.experiments.advice.declare import Evidence, Meet, Piece

ADVICE = Piece(
    name="online-community",
    id="A9",
    title="A community online",
    claim="Join a professional community online.",
    actions=(Meet(hours=1.0, where="industry", people=10),),
    against=(
        "events",
        "formal",
    ),
    evidence=(
        Evidence(
            source="Utz 2016, NMS 18:2685",
            says="choosing contacts and posting about work go with informational benefit; correlational",
            verified="P",
            direction=1,
        ),
    ),
)
