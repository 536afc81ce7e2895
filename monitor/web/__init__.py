"""What the service answers over HTTP: health, metrics, and the presses of Slack's buttons."""
