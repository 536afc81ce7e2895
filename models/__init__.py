"""Sentiment models: a post's text goes in, a `Verdict` comes out; see `models.base`."""

from models.base import Classifier, Post, UnknownModel, Verdict, load

__all__ = ["Classifier", "Post", "UnknownModel", "Verdict", "load"]
