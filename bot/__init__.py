"""Veo Bot: turns prompts and pictures into videos in Discord, through Segmind."""

__version__ = "0.2.0"
