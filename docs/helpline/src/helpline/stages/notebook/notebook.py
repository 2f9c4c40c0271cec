# mypy: ignore-errors
"""Helpline as a notebook, cell by cell: an editor that knows `# %%` runs it.

It stands alone, it has the habits that notebooks grow, and it is wrong: post 1.1 says how.
"""

# %% load
# region load
import json
import re
from importlib.resources import files
from math import log

import yaml

data = files("helpline") / "data"
articles = {}
for file in sorted((data / "articles").iterdir(), key=str):
    _, head, body = file.read_text("utf-8").split("---\n", 2)
    article = yaml.safe_load(head)
    article["body"] = body.strip()
    if not article.get("superseded_by"):
        articles[article["id"]] = article
tickets = [
    json.loads(line)
    for line in (data / "tickets.jsonl").read_text("utf-8").splitlines()
]
print(len(articles), "articles,", len(tickets), "tickets")
# endregion load

# %% words
# region words
stop = set(
    """a about after again all also am an and any are as at be because been before but by can could
    did do does don for from get got had has have he hello her here hi his how i if in into is it
    its just me my no not now of off on one or our out over please she so some still such than
    thank thanks that the their them then there these they this those to too up us was we were
    what when where which who why will with would you your""".split()
)


def words(text):
    found = re.findall(
        "[a-z0-9]+",
        re.sub(r"['\u2019](s|m|re|ve|ll|d|t)\b", "", text.lower()),
    )
    found = [singular(word) for word in found if word not in stop]
    return [word for word in found if word not in stop]


def singular(word):
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if len(word) > 3 and ends else word


# endregion words


# %% names
# region names
def wanted(text, ignore=stop):
    # people's names are no words to search for: leave out what stands in a short last line
    lines = text.strip().splitlines()
    if len(lines) > 1 and len(lines[-1].split()) <= 4:
        ignore |= set(words(lines[-1]))
    return [word for word in words(text) if word not in ignore]


# endregion names

# %% index
# region index
counts, where = {}, {}
for name, article in articles.items():
    counts[name] = words(article["title"] + "\n" + article["body"])
    for word in counts[name]:
        where.setdefault(word, set()).add(name)
mean = sum(len(found) for found in counts.values()) / len(counts)


def rarity(word):
    n = len(where.get(word, ()))
    return log(1 + (len(counts) - n + 0.5) / (n + 0.5))


def search(asked):
    scores = {}
    for word in asked:
        for name in where.get(word, ()):
            times, long = (
                counts[name].count(word),
                0.25 + 0.75 * len(counts[name]) / mean,
            )
            more = rarity(word) * times * 2.5 / (times + 1.5 * long)
            scores[name] = scores.get(name, 0) + more
    return min(
        scores.items(),
        key=lambda pair: (-pair[1], pair[0]),
        default=(None, 0),
    )


# endregion index

# %% queue
points = {}
for table, n in (
    (
        """
        sign-in: sign log code session digit reset phone kicked
        billing: pay payment plan price bill card money bank tax
        members: team member colleague join leave permission admin access
        documents: file edit text restore folder storage share print
        tasks: date deadline assign repeat project move list done
        notifications: email mail reminder alert message mention sound buzz
        integrations: connect import sync calendar feed request row server
        privacy: data delete copy log record law cookie country
        """,
        1,
    ),
    (
        """
        sign-in: password login sso saml authenticator 2fa locked
        billing: invoice refund charged vat receipt subscription paid
        members: invite invitation guest owner role teammate
        documents: document page trash version template upload
        tasks: task board column subtask due recurring
        notifications: notification digest push quiet notify ping
        integrations: api token webhook csv ical oauth script
        privacy: gdpr erase personal audit backup encrypted
        """,
        3,
    ),
):
    for line in table.strip().splitlines():
        queue, _, listed = line.strip().partition(": ")
        for word in words(listed):
            points.setdefault(word, {})[queue] = n


def queue_of(text):
    totals = dict.fromkeys(
        "sign-in billing members documents tasks notifications integrations privacy".split(),
        0,
    )
    for word in words(text):
        for queue, n in points.get(word, {}).items():
            totals[queue] += n
    return max(totals, key=totals.get)


# %% reply
# region reply
min_score = 12.0


def sentences(body):
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", body):
        text = " ".join(re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", block).split())
        yield from filter(None, re.split(r"(?<=[.!?])\s+(?=[A-Z0-9])", text))


def reply(text):
    queue, asked = queue_of(text), wanted(text)
    name, score = search(asked)
    if round(score, 3) < min_score:
        return {"queue": queue, "answer": None, "article": None}

    def fit(sentence):
        return sum(
            rarity(word) for word in sorted(set(asked) & set(words(sentence)))
        )

    return {
        "queue": queue,
        "answer": max(sentences(articles[name]["body"]), key=fit),
        "article": name,
    }


# endregion reply

# %% try
# region try
refund = next(
    one["text"]
    for one in tickets
    if one["text"].startswith("Can you send the money")
)
print(refund)
print(reply(refund))
# endregion try

# %% all
# region all
replies = {ticket["id"]: reply(ticket["text"]) for ticket in tickets}
print(sum(one["answer"] is not None for one in replies.values()), "answered")
# endregion all

# %% newest
# region newest
tickets.sort(key=lambda ticket: ticket["received"], reverse=True)
for ticket in tickets[:3]:
    print(ticket["received"], ticket["text"][:60])
# endregion newest

# %% bolder
# region bolder
min_score = 8.0
some = [reply(ticket["text"]) for ticket in tickets[:100]]
print(sum(one["answer"] is not None for one in some), "of 100 answered")
# endregion bolder
