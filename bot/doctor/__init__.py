"""`veo-bot doctor`: checks everything that the bot needs; changes nothing."""
