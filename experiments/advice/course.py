"""A19: a course of four hours, and then more asks and more new people."""

from weakties.experiments.advice.declare import Ask, Budget, Evidence, Piece, Trait

ADVICE = Piece(
    name="course",
    id="A19",
    title="Learn to network",
    claim="Take a course in networking.",
    # the course itself, spread over the weeks; an ask a week; a fifth more time for new people
    actions=(
        Trait(hours=4 / 26),
        Ask(number=4, each=0.24, medium="message", among="on", first="weakest"),
        Budget(exploring=1.2),
    ),
    against=("formal",),
    evidence=(
        Evidence(
            source="Wanberg, van Hooft, Liu and Csillag 2020, Pers. Psychol. 73:559",
            says="more networking, confidence and referrals; 491 unemployed",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
