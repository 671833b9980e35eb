"""Write what campaigns left as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median, quantiles
from typing import Any

from tests.faults.entries.lines import Batch
from tests.faults.entries.plan import Kind

WHAT = {
    Kind.AGENT_KILLED: "kill -9 of the agent at any moment",
    Kind.AGENT_KILLED_AT_POINT: "kill -9 of the agent at a named place",
    Kind.BROWSER_KILLED: "kill -9 of the browser",
    Kind.DRIVER_KILLED: "kill -9 of the browser's driver",
    Kind.PAGE_KILLED: "kill -9 of the browser's pages",
    Kind.CUT_BEFORE: "connection cut, the commit not stored",
    Kind.CLOSED_AFTER: "connection closed, the commit stored",
    Kind.RESET_AFTER: "connection reset, the commit stored",
    Kind.ANSWER_LOST: "stored, and no answer ever comes",
    Kind.SERVER_KILLED: "system killed between commit and answer",
    Kind.SLOW: "commit stored later than the robot waits",
    Kind.SESSION_ENDED: "session ended in mid-entry",
    Kind.PRESSED_TWICE: "the page commits twice on one press",
    Kind.PRESSED_EARLY: "a hook presses commit before its step",
    Kind.TAKEN_OVER: "account taken over by another agent",
    Kind.CLOCK_JUMPED: "the agent's clock jumps by hours",
}
TITLES = {"demo": "the demo ledger", "ledgersmb": "LedgerSMB 1.6"}
HEADINGS = "| what went wrong | entries | struck | before / at / after the commit | doubled | lost | differ |"


def page(batches: Sequence[Batch]) -> str:
    """Write the page of all campaigns, by accounting system."""
    parts = [_intro()]
    for ledger, title in TITLES.items():
        for robot in ("denpyo", "naive"):
            chosen = [one for one in batches if (one.head["ledger"], one.head["robot"]) == (ledger, robot)]
            if chosen:
                parts.append(_of_denpyo(title, chosen) if robot == "denpyo" else _of_naive(title, chosen))
    return "\n".join(parts)


def _intro() -> str:
    return """# What faults in the middle of an entry leave

Every entry below met one fault, at a moment drawn from a seed: before its commit, while the commit was on its way or
stored and not answered, or after it. Nobody helped, except that a person had tried again what the agent put before
them. Afterwards an independent reader compared each order with the books: exactly one slip, equal to it field by field.

`python -m tests.faults.entries --ledger demo --count 1000 --seed 7 --lines FILE --report FILE` runs it again; a run
that was cut goes on where it was. The robot waits two seconds for a commit's answer here, and the target's own slowness
(`settle_for`) is four seconds, so that a fault costs seconds and not minutes.
"""


def _of_denpyo(title: str, batches: Sequence[Batch]) -> str:
    entries = [entry for batch in batches for entry in batch.entries]
    rows = "\n".join(_row(kind, batches) + _times(kind, entries) for kind in Kind if _of(kind, entries))
    return f"""## Denpyo on {title}

{_origin(batches)}

{HEADINGS} asked a person | recovered after, median | p95 | longest |
|---|---|---|---|---|---|---|---|---|---|---|
{rows}

{_totals(batches)}

Recovered means entered and confirmed, counted from the strike: it holds the wait for the target's own slowness, the
start of whatever was killed, and the entries that went first meanwhile.
"""


def _of_naive(title: str, batches: Sequence[Batch]) -> str:
    entries = [entry for batch in batches for entry in batch.entries]
    rows = "\n".join(_row(kind, batches) for kind in Kind if _of(kind, entries))
    return f"""## A robot without the design on {title}

The loop people write first: fill, press, wait for the slip number; on an error, again from the start, three tries. The
same faults by the same plan, those that can strike it.

{_origin(batches)}

{HEADINGS}
|---|---|---|---|---|---|---|
{rows}

{_totals(batches, audit=False)}
"""


def _origin(batches: Sequence[Batch]) -> str:
    commits = ", ".join(dict.fromkeys(batch.head["commit"] for batch in batches))
    return f"Batches on fresh books: {len(batches)}; seed {batches[0].head['seed']}; commit {commits}."


def _of(kind: Kind, entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for entry in entries if entry["kind"] == kind.value]


def _row(kind: Kind, batches: Sequence[Batch]) -> str:
    entries = _of(kind, [entry for batch in batches for entry in batch.entries])
    where = " / ".join(str(sum(entry["where"] == place for entry in entries)) for place in ("before", "at", "after"))
    n_struck = sum(entry["struck"] for entry in entries)
    wrong = " | ".join(str(n) for n in _wrong_of(kind, batches))
    return f"| {WHAT[kind]} | {len(entries)} | {n_struck} | {where} | {wrong} |"


def _wrong_of(kind: Kind, batches: Sequence[Batch]) -> Iterator[int]:
    for codes in (("slip-doubled",), ("slip-missing",), ("total-differs", "lines-differ")):
        yield sum(
            entry["kind"] == kind.value and any(entry["order"] in batch.wrong.get(code, []) for code in codes)
            for batch in batches
            for entry in batch.entries
        )


def _times(kind: Kind, entries: Sequence[dict[str, Any]]) -> str:
    chosen = _of(kind, entries)
    n_person = sum(bool(entry["person"]) for entry in chosen)
    return f" {n_person} | {_spread([entry['recovered_s'] for entry in chosen if entry['struck']])} |"


def _spread(times: Sequence[float]) -> str:
    if not times:
        return "| |"
    p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return f"{median(times):.1f} s | {min(p95, max(times)):.1f} s | {max(times):.1f} s"


def _totals(batches: Sequence[Batch], *, audit: bool = True) -> str:
    entries = [entry for batch in batches for entry in batch.entries]
    in_doubt = sum(any(said.startswith("in-doubt") for said in entry["person"]) for entry in entries)
    rows = {
        "orders to be entered": sum(batch.end["orders"] for batch in batches),
        "faults that struck": sum(entry["struck"] for entry in entries),
        "slips in the books": sum(batch.end["slips"] for batch in batches),
        "slips equal to their order, exactly one each": sum(batch.end["right"] for batch in batches),
        "doubled": sum(len(batch.wrong.get("slip-doubled", [])) for batch in batches),
        "lost": sum(len(batch.wrong.get("slip-missing", [])) for batch in batches),
    }
    if audit:
        struck = [entry["recovered_s"] for entry in entries if entry["struck"]]
        rows |= {
            "outcomes put before a person in doubt": in_doubt,
            "other things put before a person": sum(bool(entry["person"]) for entry in entries) - in_doubt,
            "orders left unfinished": sum(len(batch.end["unfinished"]) for batch in batches),
            "batches whose `denpyo audit verify --evidence` is proved": sum(
                batch.end["audit"] == "proved" for batch in batches
            ),
            "recovered after: median, p95, longest": _spread(struck).replace(" |", ","),
        }
    return "| | |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in rows.items())
