"""A15: hours for new people, in other industries."""

from weakties.experiments.advice.declare import Evidence, Meet, Piece

ADVICE = Piece(
    name="curious",
    id="A15",
    title="People from other fields",
    claim="Be curious: meet people from other fields.",
    actions=(Meet(hours=0.75, where="other industries", people=8),),
    against=(
        "events-assigned",
        "formal",
    ),
    evidence=(
        Evidence(
            source="Belot, Kircher and Muller 2019, REStud",
            says="suggestions to search in other occupations: more interviews, most for narrow searchers",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
