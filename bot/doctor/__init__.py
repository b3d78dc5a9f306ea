"""`veo-bot doctor`: checks everything that the bot needs, and changes nothing."""
