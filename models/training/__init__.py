"""How the bundled model is made: convert → trim → train → calibrate → export, each a command of `python -m models.training`."""
