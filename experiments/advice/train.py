"""A36: three hours a week of training."""

from weakties.experiments.advice.declare import Evidence, Piece, Trait

ADVICE = Piece(
    name="train",
    id="A36",
    title="Invest in ability",
    claim="Be good at what you do.",
    # 0.1 standard deviations a quarter: assumption
    actions=(Trait(hours=3.0, ability=0.1),),
    while_looking=False,
    against=(
        "usual",
        "formal",
    ),
    evidence=(
        Evidence(
            source="Pallais and Sands 2016, JPE 124:1793",
            says="referrals carry information on ability, more from good referrers",
            verified="P",
            randomised=True,
        ),
    ),
)
