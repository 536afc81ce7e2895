"""How the bundled model is made: convert → trim → train → calibrate → export."""
