"""Heads by bias."""

from matplotlib.figure import Figure


def draw(results):
    figure = Figure(figsize=(3, 2))
    figure.subplots().plot(results.bias, results.heads, "o")
    return figure


def points(results):
    return results[["bias", "heads"]]
