"""A27: who gives first passes on whatever he hears, whether he trusts or not, and whether or not it is returned."""

from weakties.experiments.advice.declare import Evidence, Piece, Trait

ADVICE = Piece(
    name="give-first",
    id="A27",
    title="Give first",
    claim="Give first, and keep no score.",
    # nine leads in ten are passed on to who looks; 0.9 is that of the design
    actions=(Trait(hours=0.0, generous=0.9),),
    eligible="all",
    while_looking=False,
    against=("take",),
    evidence=(
        Evidence(
            source="Baker and Bulkley 2014, Org. Sci. 25:1493-1510",
            says="paying forward outlasts reward of reputation",
            verified="P",
            direction=1,
        ),
    ),
)
