"""A labour market over strong and weak ties: who found a job through whom?"""

from weakties import JobMarket

market = JobMarket("layers", workers=1_000, seed=0)
market.run(weeks=100)

hires = market.hires
print(hires[["week", "worker", "firm", "channel", "teller", "contact_rate"]].tail(5).to_string(index=False))
print(hires.channel.value_counts(normalize=True).round(2).to_string())
