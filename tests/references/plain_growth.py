"""The network that grows its weights (Kumpula et al. 2007) in plain Python, from the words of `weighted_growth.grow`: the judge
of its kernels. Same addresses of chance; contacts in lists, the weight of a tie in one place.

What the words leave open is the order of a person's contacts, along which a random number falls on one of them in proportion to
weights: new ones come last, and when a contact is gone, the last takes his place.
"""

from __future__ import annotations

from collections.abc import Sequence

from weakties.simulation.chance import Purpose, unit, unit32, words

UNIT = 1_000  # weights are counted in thousandths of a new tie's


class PlainGrowth:
    """The people, whom each is tied to, and the weights; `step` after `step`."""

    def __init__(
        self, seed: int, people: int, mean_degree: float, bridging: float, reinforcement: float
    ) -> None:
        self.seed, self.people = seed, people
        self.wanted, self.anywhere = people * mean_degree / 2, bridging * mean_degree * 0.001
        self.more = round(UNIT * reinforcement)
        self.contacts: list[list[int]] = [[] for _ in range(people)]
        self.weight: dict[frozenset[int], int] = {}
        self.steps, self.open_triads = 0, 1

    def luck(self, i: int, nth: int) -> tuple[int, ...]:
        """The four random words of a person and a step."""
        return tuple(int(word) for word in words(self.seed, int(Purpose.NETWORK), self.steps, i, nth))

    def step(self) -> float:
        """Everybody in order looks around; then some leave. Returns p_delta: ties missing over the open triads met last time."""
        p_delta = min(1.0, max(0.0, (self.wanted - len(self.weight)) / self.open_triads))
        self.open_triads = 1
        for i in range(self.people):
            first, second, closes, reaches = (unit32(word) for word in self.luck(i, 0))
            if self.contacts[i]:
                k = self.meet(i, first, second)
                self.open_triads += k is not None
                if k is not None and closes < p_delta:
                    self.tie(i, k)
            if not self.contacts[i] or reaches < self.anywhere:
                j = int(unit(*self.luck(i, 1)[:2]) * self.people)
                if j != i and j not in self.contacts[i]:
                    self.tie(i, j)
        for i in range(self.people):
            if unit(*self.luck(i, 2)[:2]) < 0.001:
                self.leave(i)
        self.steps += 1
        return p_delta

    def meet(self, i: int, first: float, second: float) -> int | None:
        """From i over a contact to one of his, never back; what was walked grows stronger. Whom i has met without knowing him."""
        j = self.choose(i, self.contacts[i], first)
        others = [k for k in self.contacts[j] if k != i]
        used = [frozenset((i, j))]
        k = self.choose(j, others, second) if others else None
        if k is not None:
            used.append(frozenset((j, k)))
        known = k is not None and k in self.contacts[i]
        if k is not None and known:
            used.append(frozenset((i, k)))
        for pair in used:
            self.weight[pair] += self.more
        return None if known else k

    def choose(self, i: int, among: Sequence[int], u: float) -> int:
        """One of these contacts of i, in proportion to the weights of their ties."""
        target, total = u * sum(self.weight[frozenset((i, k))] for k in among), 0
        for k in among:
            total += self.weight[frozenset((i, k))]
            if total > target:
                return k
        return among[-1]

    def tie(self, i: int, j: int) -> None:
        """A new tie, at weight 1."""
        self.contacts[i].append(j)
        self.contacts[j].append(i)
        self.weight[frozenset((i, j))] = UNIT

    def leave(self, i: int) -> None:
        """All ties of i go."""
        for j in self.contacts[i]:
            at, last = self.contacts[j].index(i), self.contacts[j].pop()
            if last != i:
                self.contacts[j][at] = last
            del self.weight[frozenset((i, j))]
        self.contacts[i] = []
