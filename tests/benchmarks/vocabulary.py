"""Words and patterns of sentences for prose that nobody wrote."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


NOUNS = _words("""
    adapter alarm archive backlog balance barrier batch baseline benchmark boundary branch bridge
    bucket budget buffer cable cache calendar channel chart checkpoint circuit client clock
    cluster column commit compass contract copy counter crane curve dashboard deadline default
    detour device diagram digest dispatcher draft engine entry error estimate event exchange
    experiment failure feature fence field filter folder forecast frame gate gauge graph grid
    guard habit handler handover harbor hinge index inspector interval invoice journal keeper
    kernel label ladder lamp latch layer ledger lever limit listener load lock loop margin market
    measure message meter method mirror mistake model monitor network node notebook number
    observer offset order outline output owner package packet panel parcel parser partition patch
    path pattern pipeline planner platform pointer policy pool portal premise probe process
    profile promise proof proposal protocol pulse query question queue quota rail range rate
    reader reason receipt recipe record reference region register relay release replica report
    request reserve result retry reviewer rotation route routine rule runner sample schedule
    schema sensor series server session shard shelf shift signal sketch slice snapshot source
    spike stage station step storage stream summary supplier surface survey switch table target
    task tenant test threshold ticket token tool trace track trade transfer trigger trolley
    tunnel turbine update user valve variant vector vendor version vessel view volume warning
    watcher weight window worker workshop writer yard zone
""")

VERBS = _words("""
    accept adjust answer approve arrange ask assign attach avoid balance bend block borrow build
    call cancel change check claim clean clear close collect combine compare compress confirm
    connect consider contain convert correct count cover cross deliver depend describe design
    detect discard divide double draw drop enter exceed expect explain expose extend fail fill
    follow forget gather guide handle help hold ignore improve inspect join keep label learn
    limit list load lock lower mark measure merge move name need notice offer open order pack
    pause plan point predict prepare present print protect prove publish pull question raise
    reach read rebuild reduce refuse reject remain remember remove repair repeat replace report
    rest restart return reveal reward round sample scan send separate settle show shrink signal
    simplify sketch skip slow sort split start state stop store support suspect tag test trace
    train transfer trust turn update use verify visit wait warn weigh wrap write
""")

ADJECTIVES = _words("""
    active actual ancient annual awkward blank blunt brief bright broad broken busy calm careful
    central cheap clean clear clever close coarse cold common complete costly crowded curious
    daily dark deep dense direct distant double dry dull early eastern easy empty equal even
    exact extra fair faint familiar fast final fine firm fixed flat foreign formal fragile free
    fresh full gentle global gradual grand handy hard heavy hidden honest hot idle joint keen
    large late latent lazy lean level light linear local long loose loud lucky main manual mild
    minor mixed modest monthly narrow neat new noisy northern novel obvious odd old open ordinary
    outer partial patient plain polite poor prior private proper public pure quick quiet random
    rapid rare raw ready recent remote rich rigid robust rough round safe scarce second secure
    separate shallow shared sharp short silent simple single slow small smooth soft solid sparse
    special stable stale steady steep strange strict strong sturdy sudden tame tidy tight tiny
    uneven useful usual vague vast visible warm weak weekly whole wide wild yearly young
""")

ADVERBS = _words("""
    again almost already also always apart barely before briefly calmly carefully clearly closely
    daily directly early easily entirely evenly exactly fairly finally firmly first fully gladly
    gradually hardly instead later lately mostly nearly never often once only openly partly
    plainly politely precisely quickly quietly rarely roughly safely seldom sharply silently
    simply slowly smoothly soon steadily still strictly suddenly thoroughly tightly today
    together twice usually weekly widely
""")

SENTENCES = (
    "The {adjective} {noun} {adverb} {verb}s the {noun}, and the {noun} {verb}s it back.",
    "When a {noun} {verb}s the {adjective} {noun}, you {verb} the {noun} {adverb}.",
    "Nobody at {name} would {verb} a {noun} without a {adjective} {noun} beside it.",
    "We {verb} each {noun} {adverb}, because a {adjective} {noun} can {verb} the whole {noun}.",
    "It took {number} days to {verb} the {noun}, and {number} more to {verb} its {noun}.",
    "A {noun} that {verb}s {adverb} is worth more than {number} that {verb} the {noun}.",
    "In the {adjective} case the {noun} and the {noun} {verb} each other.",
    "You can {verb} the {noun} first, or {verb} the {adjective} {noun} and {verb} {adverb}.",
    "Their {noun} was {adjective}, their {noun} {adjective}, and yet the {noun} would {verb}.",
    "Before you {verb} anything, ask whether the {noun} {verb}s a {adjective} {noun}.",
    "The team of {name} {adverb} {verb}s what the {noun} {verb}s, down to the last {noun}.",
    "Of {number} {noun}s, only {number} {verb} a {noun} that is {adjective} and {adjective}.",
    "So the {noun} stays *{adjective}*, while the {noun} is free to {verb}.",
    "This is where `{name}` {verb}s: the {adjective} {noun} meets the {adjective} {noun}.",
    "If the {noun} {verb}s, {verb} it; if it doesn't, {verb} the {noun} that it {verb}s.",
    "{Name} calls this a **{adjective} {noun}**, which {adverb} {verb}s the {noun} behind it.",
    "There are {adjective} {noun}s and {adjective} {noun}s, and each one {verb}s {adverb}.",
    "Without a {noun}, the {adjective} {noun} {verb}s until somebody {verb}s the {noun}.",
    "What looks like a {noun} is {adverb} a {adjective} {noun} that {verb}s too much.",
    "Keep the {noun} {adjective}, {verb} it {adverb}, and let the {noun} {verb} the rest.",
)

HEADINGS = (
    "What the {noun} {verb}s",
    "A {adjective} {noun}",
    "How to {verb} a {noun}",
    "When the {noun} {verb}s",
    "From {noun} to {noun}",
    "Why {noun}s {verb}",
    "The {noun} of {name}",
)

ITEMS = (
    "{verb} the {adjective} {noun} {adverb}",
    "a {noun} that {verb}s the {noun}",
    "the {adjective} {noun} of `{name}`",
    "one {noun} for each {adjective} {noun}",
)

SYLLABLES = _words("""
    ba be bi bor da del do fa fen ga gi hel jo ka kel la lin lo ma mer mi na nor o pa pel qui ra
    ren ro sa sel ta ter tor u va vel vi wen xa yo za
""")

CODE = (
    '''\
```python
from {module} import {Type}


def {verb}_{noun}(source: {Type}, limit: int = {number}) -> list[{Type}]:
    """{Verb} every {noun} of a source, up to a limit."""
    {noun}s = []
    for position, {other} in enumerate(source.{verb}s()):
        if position >= limit or {other}.is_{adjective}:
            break  # the rest is {adjective}
        {noun}s.append({other}.{verb}(weight={number} / (position + 1)))
    return sorted({noun}s, key=lambda one: one.{adjective}, reverse=True)
```
''',
    """\
```yaml
{noun}:
  name: {module}
  {adjective}: true
  {verb}_every: {number}s
  {other}s:
    - id: {module}-{number}
      {adverb}: "{adjective} {other}"
    - id: {module}-main
      limits: [{number}, {number}]
```
""",
    """\
```shell
$ {module} {verb} --{noun} {adjective} --limit {number}
{number} {noun}s, {number} of them {adjective}
$ grep -c '{other}' {module}/{noun}.log | sort -n > {adjective}.txt
```
""",
    """\
```sql
SELECT {noun}.id, count(*) AS {other}s, avg({other}.{adjective}) AS {adverb}
FROM {module}_{noun} AS {noun}
JOIN {other} ON {other}.{noun}_id = {noun}.id
WHERE {other}.number > {number}
GROUP BY {noun}.id
ORDER BY {other}s DESC;
```
""",
)
