"""Veo Bot: turns prompts and pictures into videos in Discord, with Google Veo 2 through Segmind."""

__version__ = "0.2.0"
