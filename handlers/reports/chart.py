"""Charts as SVG: bars of shares, or a line over time. Told apart by pattern and label, not colour.

Every chart says in `title` and `desc` what it shows, and stands beside the table it is made of.
"""

from __future__ import annotations

from html import escape

from handlers.reports.figures import Row, Table

WIDTH, LABEL, RIGHT, BAR, GAP, TOP = 790, 275, 70, 22, 12, 14
INKS = ("#12324a", "#6f93ad", "#f2b544", "#b5482e", "#5b2a4f", "#8a8f94")
TEXT = 'font-family="Arial, Helvetica, sans-serif" font-size="14" fill="#0b0c0c"'


def chart(table: Table) -> str:
    """The table's chart as one SVG element; "" for a table that has none, or hides a number."""
    if not table.chart or table.empty or any(None in row.counts for row in table.lines):
        return ""
    return _lines(table) if table.chart == "lines" else _bars(table)


def described(table: Table) -> str:
    """What the chart says, in words: each row with its share or its counts."""
    return "; ".join(f"{row.label}: {_said(table, row)}" for row in table.lines)


def _said(table: Table, row: Row) -> str:
    if row.extra:
        return ", ".join(
            f"{title.lower()} {value}" for title, value in zip(table.extra, row.extra, strict=True)
        )
    return ", ".join(f"{column} {n}" for column, n in zip(table.columns, row.counts, strict=True))


def _svg(table: Table, height: int, content: str) -> str:
    name = f"chart-{table.key}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-desc">'
        f'<title id="{name}-title">{escape(table.title)}</title>'
        f'<desc id="{name}-desc">{escape(described(table))}</desc>{_patterns(table)}{content}</svg>'
    )


def _patterns(table: Table) -> str:
    """A fill for each column: plain, or with lines or dots in white."""
    marks = (
        "",
        '<path d="M0 8L8 0" stroke="#fff" stroke-width="1.5"/>',
        '<circle cx="4" cy="4" r="1.4" fill="#0b0c0c"/>',
        '<path d="M0 4H8" stroke="#fff" stroke-width="1.5"/>',
        '<path d="M4 0V8M0 4H8" stroke="#fff" stroke-width="1"/>',
        '<path d="M0 0L8 8" stroke="#0b0c0c" stroke-width="1.5"/>',
    )
    made = (
        f'<pattern id="{_fill(table, n)}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f"{marks[n % 6]}</pattern>"
        for n in range(len(table.columns))
    )
    return f"<defs>{''.join(made)}</defs>"


def _fill(table: Table, column: int) -> str:
    return f"fill-{table.key}-{column}"


def _bars(table: Table) -> str:
    legend, y = _legend(table)
    rows = []
    for row in table.lines:
        rows.append(_bar(table, row, y))
        y += BAR + GAP
    return _svg(table, y, legend + "".join(rows))


def _bar(table: Table, row: Row, y: int) -> str:
    room, x = WIDTH - LABEL - RIGHT, float(LABEL)
    drawn = [
        f'<text x="{LABEL - 8}" y="{y + 16}" text-anchor="end" {TEXT}>{_short(row.label)}</text>'
    ]
    for column, n in enumerate(row.counts):
        width = room * (n or 0) / row.total if row.total else 0
        if width:
            drawn.append(_piece(x, y, width, (_fill(table, column), column), n or 0))
        x += width
    end = row.extra[0] if row.extra else str(row.total)
    drawn.append(f'<text x="{WIDTH - RIGHT + 8}" y="{y + 16}" {TEXT}>{escape(end)}</text>')
    return "".join(drawn)


def _piece(x: float, y: int, width: float, fill: tuple[str, int], n: int) -> str:
    piece = _filled(f'x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BAR}"', fill)
    if width < 9 * len(str(n)) + 12:
        return piece
    middle, plate = x + width / 2, 9 * len(str(n)) + 6
    return (
        f'{piece}<rect x="{middle - plate / 2:.1f}" y="{y + 3}" width="{plate}" height="16" '
        f'fill="#fff"/><text x="{middle:.1f}" y="{y + 16}" text-anchor="middle" {TEXT}>{n}</text>'
    )


def _filled(place: str, fill: tuple[str, int]) -> str:
    """A rectangle in a column's ink with its marks on it."""
    name, column = fill
    return (
        f'<rect {place} fill="{INKS[column % 6]}"/>'
        f'<rect {place} fill="url(#{name})" stroke="#0b0c0c" stroke-width="0.7"/>'
    )


def _legend(table: Table) -> tuple[str, int]:
    """The legend and where the bars begin."""
    x, y, drawn = 0, TOP, []
    for column, title in enumerate(table.columns):
        width = 34 + 8 * len(title)
        if x + width > WIDTH:
            x, y = 0, y + 24
        drawn.append(
            _filled(
                f'x="{x + 1}" y="{y - 12}" width="16" height="16"', (_fill(table, column), column)
            )
            + f'<text x="{x + 23}" y="{y + 1}" {TEXT}>{escape(title)}</text>'
        )
        x += width
    return "".join(drawn), y + 20


def _lines(table: Table) -> str:
    """The first share or statistic of each row over time, on a scale from 0 to 1."""
    points = [(row.label, _fraction(row.extra[0])) for row in table.rows if row.extra]
    known = [(n, label, value) for n, (label, value) in enumerate(points) if value is not None]
    step = (WIDTH - 150) / max(1, len(points) - 1)
    places = [(90 + n * step, 20 + 160 * (1 - value)) for n, _, value in known]
    path = " ".join(f"{'L' if n else 'M'}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(places))
    line = f'<path d="{path}" fill="none" stroke="{INKS[0]}" stroke-width="2.5"/>'
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{INKS[0]}"/>' for x, y in places)
    return _svg(table, 240, _grid() + line + dots + _marks(table, known, places))


def _grid() -> str:
    return "".join(
        f'<path d="M60 {20 + 160 * (1 - share):.0f}H{WIDTH - 50}" stroke="#b1b4b6"/>'
        f'<text x="52" y="{25 + 160 * (1 - share):.0f}" text-anchor="end" {TEXT}>{share:.0%}</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    )


def _marks(
    table: Table, known: list[tuple[int, str, float]], places: list[tuple[float, float]]
) -> str:
    """The months below, every third of them, and the value of the first and the last point."""
    drawn = []
    for at, ((n, label, value), (x, y)) in enumerate(zip(known, places, strict=True)):
        if n % 3 == 2 or len(known) < 7:
            month, year = label.split()
            drawn.append(
                f'<text x="{x:.1f}" y="203" text-anchor="middle" {TEXT}>{month[:3]}</text>'
                f'<text x="{x:.1f}" y="221" text-anchor="middle" {TEXT}>{year}</text>'
            )
        if at in (0, len(known) - 1):
            drawn.append(
                f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle" {TEXT}>{value:.0%}</text>'
            )
    return "".join(drawn)


def _fraction(text: str) -> float | None:
    return int(text[:-1]) / 100 if text.endswith("%") else None


def _short(label: str) -> str:
    return escape(label if len(label) <= 34 else label[:33].rstrip() + "…")
