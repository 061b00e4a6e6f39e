"""A policy: a random half of those out of work get twenty more weak ties. What does it do to them, and to the others?"""

import numpy as np

from weakties import JobMarket, twins

market = JobMarket(
    "layers", workers=1_000, seed=0, out_at_start=0.2, separation=0.02, formal_search=1, direct_search=1
)
market.run(weeks=40)

out_of_work = np.flatnonzero(~np.array(market.agents.get("employed")))
treated = np.random.default_rng(0).permutation(out_of_work)[: len(out_of_work) // 2]
pairs = market.strangers(treated, each=20)  # twenty people whom each of them does not know

table = twins(market, lambda twin: twin.add_ties(pairs, contact_rate=0.5), weeks=52)
gained = table.weeks_employed_1 - table.weeks_employed_0
heard = table.leads_1 - table.leads_0

print(
    f"{len(treated)} treated, {len(out_of_work) - len(treated)} as much out of work and not treated, 52 weeks:"
)
for who, rows in {"treated": treated, "all others": np.setdiff1d(np.arange(len(table)), treated)}.items():
    error = gained[rows].std() / np.sqrt(len(rows))
    print(
        f"{who:>10}: {gained[rows].mean():+.2f} weeks in work ({error:.2f}), {heard[rows].mean():+.2f} leads"
    )
