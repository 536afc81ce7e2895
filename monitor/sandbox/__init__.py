"""A local X, Reddit and Slack that speak the real wire, for the demo, the tests and soaks.

    scenario ──▶ world ◀── control (JSON)          who puts posts in
                   │
        x · reddit · slack · page                   what each platform answers, out of the world
                   │
                faults                              what goes wrong on the way, scripted or by chance
                   │
                server  ◀──▶  tweepy, praw, slack_sdk (and its Socket Mode), a browser

The sandbox is the outside world: it imports nothing else of this project, so that the service and its
stand-in cannot agree on a mistake. `Sandbox` runs inside another process; `python -m monitor.sandbox` is a
process of its own that lives on while the service is killed and started again.
"""
