"""A29: the same hours, every week, spread over three channels, instead of all in one."""

from weakties.experiments.advice.declare import Ask, Evidence, Piece, Search, Talk

ADVICE = Piece(
    name="plan",
    id="A29",
    title="A written plan",
    claim="Write a plan, and keep to it.",
    # two hours a week; nobody here fails to do what he plans, so what acts is the spread and the rhythm
    actions=(
        Search(hours=0.8),
        Ask(number=10, each=0.24, among="on", first="weakest"),
        Talk(hours=0.6, among="on", first="weakest", people=3),
    ),
    evidence=(
        Evidence(
            source="Abel, Burger, Carranza and Piraino 2019, AEJ Applied 11(2):284-301",
            says="employment +26 %, offers +30 %, applications +15 %, hours unchanged",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
