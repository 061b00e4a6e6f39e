"""A network of your own: read a file as another program wrote it, live a market and some news on it, and get names back."""

from pathlib import Path

from weakties import InformationSpread, JobMarket, networks

# Who called whom how often in twelve weeks, as somebody exported it: semicolons, columns of its own.
CALLS = """caller;callee;calls
Ana;Ben;36
Ana;Cleo;12
Ben;Cleo;24
Cleo;Dan;1
Dan;Eva;36
Dan;Finn;24
Eva;Finn;12
"""
Path("calls.csv").write_text(CALLS)

ties = networks.read("calls.csv", columns=("caller", "callee", "calls"), rate="counts", weeks=12)
print(f"{ties.people} people, {len(ties)} ties; Cleo and Dan talk {ties.contact_rate.min():.2f} times a week")

news = InformationSpread(ties, first_informed=["Ana"], seed=1)
news.run(weeks=60)
print(news.adoptions[["week", "person", "teller", "steps"]].to_string(index=False))

market = JobMarket(ties, seed=1, separation=0.1)
market.run(weeks=100)
print(market.hires[["week", "worker", "channel", "teller"]].head(4).to_string(index=False))
