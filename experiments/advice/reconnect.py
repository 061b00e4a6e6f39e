"""A1: former colleagues with whom one is out of touch."""

from weakties.experiments.advice.declare import Evidence, Piece, Talk

ADVICE = Piece(
    name="reconnect",
    id="A1",
    title="Former colleagues",
    claim="Get in touch again with people you used to work with.",
    # two messages and a talk a week, with another person each week, for eight weeks
    actions=(Talk(hours=1.5, among="former", first="random", people=4, each=1.5),),
    weeks=8,
    against=("formal", "closest", "events"),
    evidence=(
        Evidence(
            source="Glitz 2017, Labour Econ. 44:218-230",
            says="10 points more employment among former colleagues, 7.5 points more re-employment",
            verified="P",
            direction=1,
        ),
        Evidence(
            source="Levin, Walter and Murnighan 2011, Org. Sci. 22:923-939",
            says="advice of dormant ties as useful as that of current ones, and more novel; 224 executives",
            verified="P",
            direction=1,
        ),
    ),
)
