"""A22: twenty minutes a week for posts."""

from weakties.experiments.advice.declare import Evidence, Piece, Post

ADVICE = Piece(
    name="post",
    id="A22",
    title="Post content",
    claim="Post regularly what you know.",
    actions=(Post(hours=1 / 3),),
    while_looking=False,
    against=(
        "usual",
        "ask-thirty",
    ),
    evidence=(
        Evidence(
            source="Burke and Kraut 2014, CHI",
            says="composed messages bring people closer than broadcasts do",
            verified="P",
        ),
    ),
)
