"""Tools: boxes of actions behind tool and integration assets."""
