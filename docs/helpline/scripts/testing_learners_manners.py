"""Post 1.3, exercise 3: what a triage has learned that has seen polite forms of each ticket."""

from __future__ import annotations

from _shares import share, share_gain
from e13_3 import taught
from helpline.checks import RELATIONS, Relation
from helpline.corpus import read_tickets
from helpline.scores import difference_interval, macro_f1_interval
from helpline.splits import folds, near_copies
from helpline.triage.learned import Learned

OTHER = Relation(
    "a greeting not taught", lambda text: f"Dear team,\n\n{text}"
)


def make() -> dict[str, str]:
    """Return the table."""
    tickets = read_tickets()
    groups = near_copies([one.text for one in tickets])
    train, test = folds(groups)[0]
    known = [tickets[at] for at in train]
    triages = (Learned(known), taught(known))
    texts = [tickets[at].text for at in test]
    right = [str(tickets[at].queue) for at in test]
    tested = [groups[at] for at in test]
    said = [[str(one.queue_of(text)) for text in texts] for one in triages]
    rows = [f'"What, n = {len(test)}",As it was,Taught,Difference']
    [greeted] = [one for one in RELATIONS if one.name == "greeted"]
    for relation in (greeted._replace(name="a greeting taught"), OTHER):
        moved = [
            [
                str(triage.queue_of(relation.change(text))) != before
                for text, before in zip(texts, one, strict=True)
            ]
            for triage, one in zip(triages, said, strict=True)
        ]
        cells = [str(share(one, [True] * len(test), tested)) for one in moved]
        gain = share_gain(moved[0], moved[1], tested)
        rows.append(
            f"sent elsewhere by {relation.name},{','.join(cells)},{gain.shown(signed=True)}"
        )
    scores = [str(macro_f1_interval(right, one, tested)) for one in said]
    gap = difference_interval(right, (said[0], said[1]), tested)
    rows.append(f"macro-F1,{','.join(scores)},{gap.shown(signed=True)}")
    return {"testing_learners_manners.csv": "\n".join(rows) + "\n"}
