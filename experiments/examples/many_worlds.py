"""A sweep: many worlds over a grid, on this machine or on a cluster; stopped, it goes on where it was."""

from weakties import sweep

table = sweep(
    {"vacancy_life": [2, 8], "network": {"layers": "layers", "novel": "lesmis"}},
    workers=300,
    weeks=80,
    burn_in=20,
    replicates=3,
    seed=0,
    measure="channel_shares",
    out="runs/sweep",  # runs.parquet has every world; the same call again runs nothing
    jobs=1,
)
contact = table[table.quantity == "contact"]
print(contact[["network", "vacancy_life", "value", "low", "high", "n"]].round(1).to_string(index=False))
