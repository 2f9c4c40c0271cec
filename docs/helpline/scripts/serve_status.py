"""The statuses of the service, as a table, from the one list that the service follows."""

from __future__ import annotations

import csv
import io

from helpline.service_problems import PROBLEMS


def make() -> dict[str, str]:
    """Return the table."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(["Status", "Code", "What it means", "Retry-After"])
    write([200, "", "The ticket is stored and answered, or refused.", ""])
    for code, problem in PROBLEMS.items():
        write(
            [
                problem.status,
                code,
                problem.meaning,
                "yes" if problem.repeat else "",
            ]
        )
    return {"serve_status.csv": out.getvalue()}
