"""A7: the same eight people once a month."""

from weakties.experiments.advice.declare import Evidence, Meet, Piece

ADVICE = Piece(
    name="circle",
    id="A7",
    title="A small regular circle",
    claim="Meet a small circle regularly, instead of going to many events.",
    # three hours a month
    actions=(Meet(hours=0.75, where="industry", people=8, fixed=True),),
    weeks=52,
    while_looking=False,
    against=(
        "events",
        "events-assigned",
    ),
    evidence=(
        Evidence(
            source="Cai and Szeidl 2018, QJE 133:1229",
            says="monthly meetings of random groups: revenue of firms +8.1 %; one-off meetings make fewer partners",
            verified="P",
            randomised=True,
            direction=1,
        ),
    ),
)
