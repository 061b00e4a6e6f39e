"""Charts of the run so far, as SVG: shares beside what was published, and courses over weeks.

Ours is coloured, with Wilson's interval (hires taken as independent: the luck of this one run, not of all worlds); what was
published is black on grey, as in all figures.
"""

from __future__ import annotations

from html import escape

import numpy as np

from weakties.analysis.uncertainty import wilson
from weakties.experiments.browser.shown import Bar, Chart, Course, Line, Shares

WIDTH, LEFT, RIGHT = 360, 92, 336
ROW = 27


def draw(chart: Chart) -> str:
    """The chart as an <svg> element, with its numbers as text for those who do not see it."""
    return _shares(chart) if isinstance(chart, Shares) else _course(chart)


def _shares(chart: Shares) -> str:
    height = 34 + ROW * len(chart.bars) + 16
    parts = [_heading(chart.title, f"% of {chart.of}, n = {chart.total:,.0f}")]
    for percent in (0, 25, 50, 75, 100):
        x = _x(percent)
        parts.append(f'<line class="c-grid" x1="{x:.0f}" x2="{x:.0f}" y1="34" y2="{height - 16}"/>')
        parts.append(
            f'<text class="c-tick" x="{x:.0f}" y="{height - 4}">{percent}{" %" if percent == 100 else ""}</text>'
        )
    parts += [_bar(bar, whole(bar, chart), 36 + ROW * k) for k, bar in enumerate(chart.bars)]
    return _svg(height, parts, _in_words(chart))


def _bar(bar: Bar, total: float, y: float) -> str:
    e = wilson(bar.k, total).scaled(100)
    parts = [f'<text class="c-label" x="{LEFT - 8}" y="{y + 15}">{escape(bar.name)}</text>']
    if bar.published:
        p = bar.published
        if p.low is not None and p.high is not None:
            parts.append(
                f'<rect class="c-band" x="{_x(p.low):.1f}" y="{y}" width="{_x(p.high) - _x(p.low):.1f}" height="{ROW - 4}"/>'
            )
    if total:
        parts.append(
            f'<rect class="c-bar {bar.look}" x="{LEFT}" y="{y + 5}" width="{_x(e.value) - LEFT:.1f}" height="{ROW - 14}"/>'
        )
        parts.append(
            f'<path class="c-whisker" d="M{_x(e.low):.1f} {y + 11.5}H{_x(e.high):.1f}'
            f'M{_x(e.low):.1f} {y + 8}v7M{_x(e.high):.1f} {y + 8}v7"/>'
        )
    if bar.published:
        parts.append(f'<path class="c-published" d="M{_x(bar.published.value):.1f} {y}v{ROW - 4}"/>')
    parts.append(
        f'<text class="c-value" x="{WIDTH - 2}" y="{y + 15}">{f"{e.value:.0f} %" if total else "–"}</text>'
    )
    return "".join(parts)


def _course(chart: Course) -> str:
    top, bottom = 40.0, 128.0
    weeks = max(len(chart.lines[0].values) - 1, 1)
    high = _nice(max((max(line.values, default=0) for line in chart.lines), default=0))
    parts = [_heading(chart.title, chart.unit)]
    for k in range(3):
        y = bottom - (bottom - top) * k / 2
        parts.append(f'<line class="c-grid" x1="{LEFT - 50}" x2="{RIGHT}" y1="{y:.0f}" y2="{y:.0f}"/>')
        parts.append(f'<text class="c-label" x="{LEFT - 56}" y="{y + 4:.0f}">{high * k / 2:g}</text>')
    parts += [_line(line, weeks, high, top, bottom) for line in chart.lines]
    parts.append(f'<text class="c-tick" x="{LEFT - 50}" y="{bottom + 15}">0</text>')
    parts.append(
        f'<text class="c-tick c-end" x="{RIGHT}" y="{bottom + 15}">week {len(chart.lines[0].values) - 1}</text>'
    )
    if len(chart.lines) > 1:
        parts.append(_key(chart.lines))
    return _svg(146, parts, _in_words(chart))


def _line(line: Line, weeks: int, high: float, top: float, bottom: float) -> str:
    values = np.asarray(line.values, dtype=float)
    at = np.unique(np.linspace(0, len(values) - 1, min(len(values), 300)).astype(int))
    x = LEFT - 50 + (RIGHT - LEFT + 50) * at / weeks
    y = bottom - (bottom - top) * np.clip(values[at] / high, 0, 1)
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))
    return f'<polyline class="c-course {line.look}" points="{points}"/>'


def _key(lines: tuple[Line, ...]) -> str:
    step = (RIGHT - LEFT + 50) / len(lines)
    parts = []
    for k, line in enumerate(lines):
        x = LEFT - 50 + k * step
        parts.append(f'<line class="c-course {line.look}" x1="{x:.0f}" x2="{x + 18:.0f}" y1="31" y2="31"/>')
        parts.append(f'<text class="c-key" x="{x + 22:.0f}" y="35">{escape(line.name)}</text>')
    return "".join(parts)


def _nice(value: float) -> float:
    """A round number at or above `value`, for the end of an axis."""
    if value <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(m * power for m in (1, 2, 4, 5, 10) if m * power >= value * 0.999))


def _x(percent: float) -> float:
    return LEFT + (RIGHT - LEFT - 24) * percent / 100


def _heading(title: str, unit: str) -> str:
    return f'<text class="c-title" x="0" y="14">{escape(title)} <tspan class="c-unit" dx="4">{escape(unit)}</tspan></text>'


def _in_words(chart: Chart) -> str:
    if isinstance(chart, Course):
        last = ", ".join(f"{line.name} {line.values[-1]:.1f}" for line in chart.lines if line.values)
        return f"{chart.title}: {last} ({chart.unit})"
    said = []
    for bar in chart.bars:
        ours = f"{bar.name} {100 * bar.k / (whole(bar, chart) or 1):.0f} %"
        said.append(ours + (f" (published {bar.published.value:.1f} %)" if bar.published else ""))
    return f"{chart.title}, of {chart.total:,.0f} {chart.of}: " + ", ".join(said)


def whole(bar: Bar, chart: Shares) -> float:
    """How many a bar is a share of."""
    return chart.total if bar.of is None else bar.of


def _svg(height: float, parts: list[str], words: str) -> str:
    title = f"<title>{escape(words)}</title>"
    return f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {height:.0f}">{title}{"".join(parts)}</svg>'
