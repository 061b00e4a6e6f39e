"""Bandwidth or diversity: which contact brings more news (A1)."""

from __future__ import annotations

from weakties.experiments.engine.declare import Drawing, Finding
from weakties.experiments.worlds.news import NEWS_EXPERIMENT
from weakties.experiments.worlds.news_criteria import measured_on, published
from weakties.experiments.worlds.news_curves import trade_off

KEY = "novelty"
SOURCE = "Aral and Van Alstyne 2011, AJS 117:90"

FINDING = Finding(
    key=KEY,
    title="Bandwidth or diversity",
    claim="A contact with whom one talks much in one's own circle brings more news than a rare one elsewhere when news goes "
    "stale fast and topics are many; otherwise the rare one elsewhere does.",
    published=published(KEY, SOURCE, "yes"),
    experiment=NEWS_EXPERIMENT,
    measure=measured_on(KEY),
    figures=(Drawing(figure="crossover", prepare=trade_off, name="novelty"),),
    notes="A conversation turns to one of the topics and passes all news on it, so topics and staleness act together: what "
    "counts is the time until the topic comes up against the life of the news. Judged by what a contact adds (news that "
    "nobody else would have told in time), not by who was first, which favours bandwidth everywhere.",
)
