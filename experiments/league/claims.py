"""What people are told, in our words, and what each claim is held against: written down before any world was run.

Each claim names the piece of advice that it is about, what it promises, and what has to be beaten by the hour: formal search
where work is promised, else what people would do otherwise. The rule is that of analysis/claims_of_advice.py, at the smallest
share of followers, for all whom a piece is for; intervals that have been looked at by the dozen are each what they are, so the
q of false discoveries stands beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weakties.analysis.claims_of_advice import Told, judge
from weakties.analysis.league import Question, beyond, sums, worth
from weakties.analysis.promised import outcome
from weakties.analysis.ranks import LEAST
from weakties.analysis.uncertainty import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from weakties.analysis.ratio_of_sums import Ratio

WORK, LEADS, NEWS, GAINED, KEPT, TRUST = (
    "weeks employed", "leads heard first", "new news", "ties gained", "ties kept", "trust",
)  # fmt: skip


class Claim(NamedTuple):
    """text: what is said; advice: the name of the piece; promises: an outcome; against: the name of another, "" for nothing."""

    text: str
    advice: str
    promises: str
    against: str = "formal"


CLAIMS = (
    Claim("Your ability decides what you make of a contact: invest in it.", "train", WORK),
    Claim("Know your position and whom to look for.", "target", WORK),
    Claim("Stay curious: people from other fields bring what is new.", "curious", NEWS, "events"),
    Claim("Make a plan and keep to it.", "plan", WORK),
    Claim("Be brave and ask.", "dare", WORK),
    Claim("Accept a no, and ask again.", "ask-again", WORK),
    Claim("Ask face to face, not by mail.", "ask-face", WORK, "ask-thirty"),
    Claim("Give more than you take.", "give-first", TRUST, "take"),
    Claim("Give each what he needs.", "give-what-is-needed", TRUST, "share-expertise"),
    Claim("Do not buy relationships.", "do-not-pay", TRUST, "pay"),
    Claim("Say thanks.", "thank", WORK, ""),
    Claim("Share what you know.", "share-expertise", TRUST, "usual"),
    Claim("Listen: ask others for advice.", "seek-advice", WORK),
    Claim("Talk also to those unlike you, or disliked.", "unlike", NEWS, "usual"),
    Claim("Content reaches many.", "post", LEADS, "usual"),
    Claim("Content instead of coffee.", "content-for-coffee", WORK, ""),
    Claim("Do what you say.", "reliable", TRUST, ""),
    Claim("Be real: open up.", "open-up", TRUST, ""),
    Claim("Respect everyone, whatever his rank.", "respect-all", TRUST, "towards-able"),
    Claim("Learn to network.", "course", WORK),
    Claim("Be on the platforms.", "platform", WORK),
    Claim("Go to events and meet new people.", "events", GAINED, "usual"),
    Claim("Go alone, and be seated with strangers.", "events-assigned", GAINED, "events"),
    Claim("A small circle that meets again is worth more than many events.", "circle", KEPT, "events"),
    Claim("Volunteer.", "volunteer", GAINED, "usual"),
    Claim("Join a community online.", "online-community", LEADS, "events"),
    Claim("Ask for informational interviews.", "interviews", WORK),
    Claim("Find a mentor.", "mentor", WORK),
    Claim("Introduce people to each other.", "introduce", TRUST, ""),
    Claim("Let connectors help you.", "ask-connected", WORK, "ask-thirty"),
    Claim("Check in every few months, or the tie is lost.", "check-in", KEPT, "usual"),
    Claim("Reconnect with former colleagues.", "reconnect", WORK),
    Claim("Reconnect with those who have got far.", "reconnect-best", WORK, "reconnect"),
    Claim("Go through old contacts.", "old-contacts", WORK),
    Claim("Tell 20 to 30 people what you look for.", "ask-thirty", WORK),
    Claim("Tell weak ties first.", "ask-thirty", WORK, "ask-thirty-close"),
    Claim("Prepare before you need it.", "prepare", WORK),
    Claim("Many contacts, thin, rather than few, thick.", "thin", LEADS, "thick"),
    Claim("Meet those once whom you only write to.", "meet-once", KEPT, "usual"),
    Claim("Knowing what helps helps.", "nothing", WORK, ""),
)


class Judged(NamedTuple):
    """A claim, what became of it, and the row that says so: the effect, and its lead over what it is held against."""

    claim: Claim
    told: Told
    per: str
    effect: Ratio | None
    lead: Estimate | None


def judged(table: pd.DataFrame, asked: Question) -> Iterator[Judged]:
    """The claims about pieces that the table holds.

    Per 100 own hours; per person where a piece, or what it is held against, takes none.
    """
    here = set(table["advice"].unique())
    for claim in CLAIMS:
        if {claim.advice, claim.against or claim.advice} <= here:
            yield _judged(table, asked._replace(outcome=claim.promises), claim)


def _judged(table: pd.DataFrame, asked: Question, claim: Claim) -> Judged:
    found = sums(table, asked)
    rows = found[found.advice == claim.advice]
    others = found[found.advice == claim.against] if claim.against else rows
    timed = all(worth(one, "own hours").value == worth(one, "own hours").value for one in (rows, others))
    per = "own hours" if timed else "person"
    effect = worth(rows, per)
    lead = beyond(table, asked, (claim.advice, claim.against), per) if claim.against else None
    return Judged(claim, _told(claim, effect, lead), per, effect, lead)


def _told(claim: Claim, effect: Ratio, lead: Estimate | None) -> Told:
    """By the rule, where there are worlds enough; no change in any of them is no sure zero: it has no interval."""
    ends = (effect.accepted.low, effect.accepted.high)
    if effect.n < LEAST:
        return Told("cannot be told", f"{effect.n} worlds are too few, {LEAST} the fewest")
    if ends[0] == ends[1]:
        return Told("cannot be told", "no world differs from another in it, so it has no interval")
    beaten = None if lead is None else (lead.low, lead.high)
    return judge(ends, beaten, outcome(claim.promises).matters, claim.against)
