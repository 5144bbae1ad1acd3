"""The widgets: each shows what it is given and posts messages; none looks for another."""
