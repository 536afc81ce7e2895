"""The service that turns brand mentions into Slack cards that a person answers.

`monitor` drives; `connectors`, `models` and `alerts` are driven and know neither it nor each other::

    poll:    fetch → match → store               one transaction per batch, cursor included
    judge:   classify → triage → group → raise   rows without a verdict, many at a time
    draft:   compose → store                     alerts with a card whose reply drafts have to be made
    deliver: claim → render → send → record      rows not yet delivered
    publish: claim → publish → record            replies that a person had published
    report:  read → render → send                daily
    mind:    look → decide → change              what time does by itself: promises, sleepers, ends
    follow:  read → decide → record              how authors go on after a reply; run by mind
    write:   claim → ask → check → record        what a model may help with, once the card stands; off by default

    X, Reddit ──Query/Mention──▶ poll ─▶┌───────┐◀─ judge ◀──Post/Verdict──▶ models
                                        │ store │
    Slack ◀──Message/message id── deliver ◀─────┘◀─ report

The jobs meet only in the store. Each starts from what the one before committed and ends in a commit: kill the
process between any two lines and nothing is lost and nothing is told twice.

What *judges* is pure (`matching`, `triage`, `sorting`, `drafting`, `outcomes`, `clocks`, `placing`, `cards`,
`reports`): data in, data out, `now` an argument.
What *acts* decides nothing (`store`, `pipeline`, `schedule`, `web`). `settings` is read by `cli` and `assembly` only.
"""
