"""A8: two hours a week among people of other industries."""

from weakties.experiments.advice.declare import Meet, Piece

ADVICE = Piece(
    name="volunteer",
    id="A8",
    title="Volunteer",
    claim="Volunteer in the community.",
    # the same eight people, who work elsewhere
    actions=(Meet(hours=2.0, where="other industries", people=8, fixed=True),),
    while_looking=False,
    against=(
        "events",
        "circle",
    ),
)
