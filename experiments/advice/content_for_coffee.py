"""A23: half of the hours with people one knows go into posts."""

from weakties.experiments.advice.declare import Budget, Evidence, Piece, Post

ADVICE = Piece(
    name="content-for-coffee",
    id="A23",
    title="Content instead of coffee",
    claim="Trade coffee for content.",
    # half of the median of the hours with people one is in touch with
    actions=(
        Budget(tending=0.5),
        Post(hours=3.4),
    ),
    while_looking=False,
    against=(
        "post",
        "usual",
    ),
    evidence=(
        Evidence(
            source="Bos et al. 2002, CHI",
            says="text builds less trust than each other medium",
            verified="P",
            randomised=True,
            direction=-1,
        ),
    ),
)
