"""A10: tell 25 people within a month what one looks for."""

from weakties.experiments.advice.declare import Ask, Evidence, Piece

ADVICE = Piece(
    name="ask-thirty",
    id="A10",
    title="Tell 25 people",
    claim="Set a goal: within a month tell 20 to 30 people what you look for, weak ties first.",
    # of those one is in touch with: who is out of touch learns that one looks, and never tells
    actions=(Ask(number=25, each=0.24, medium="message", among="on", first="weakest"),),
    weeks=4,
    against=("ask-thirty-close", "formal"),
    evidence=(
        Evidence(
            source="Liu, Huang and Wang 2014, Psychol. Bull. 140:1009",
            says="search interventions with goals and support: odds of a job times 2.67; 47 evaluations",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
