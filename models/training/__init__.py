"""How the bundled model is made: convert → trim → train → calibrate → export; see `python -m models.training`."""
