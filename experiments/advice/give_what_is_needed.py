"""A28: who looks for a job is given leads, and all others answers."""

from weakties.experiments.advice.declare import Answer, Evidence, Piece

ADVICE = Piece(
    name="give-what-is-needed",
    id="A28",
    title="Give what each needs",
    claim="Give each what he needs rather than like for like.",
    actions=(Answer(number=8, fits=True),),
    eligible="all",
    while_looking=False,
    against=("share-expertise", "usual"),
    evidence=(
        Evidence(
            source="Caria, Franklin and Witte 2023",
            says="unequal help breaks search partnerships",
            verified="P",
            randomised=True,
        ),
    ),
)
