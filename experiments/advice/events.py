"""A5: an evening of the industry a month, with half of it spent among those one knows."""

from weakties.experiments.advice.declare import Evidence, Meet, Piece, Usual

ADVICE = Piece(
    name="events",
    id="A5",
    title="Industry events",
    claim="Go to events of your industry and meet new people.",
    # three hours a month; half of them go to those one knows, as at a mixer (Ingram and Morris 2007)
    actions=(Usual(hours=0.375), Meet(hours=0.375, where="industry", people=4)),
    against=("events-assigned", "usual", "formal"),
    evidence=(
        Evidence(
            source="Boudreau et al. 2017, REStat 99:565-576",
            says="90 structured minutes: joint work 0.16 to 0.28 % of pairs",
            verified="P",
            randomised=True,
            direction=1,
        ),
        Evidence(
            source="Ingram and Morris 2007, ASQ 52:558-585",
            says="at a mixer about half of the encounters are with friends",
            verified="S",
        ),
    ),
)
