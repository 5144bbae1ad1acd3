"""The command line: the app, and the same things without a screen."""
