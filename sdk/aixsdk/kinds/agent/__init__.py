"""Agents, one file an idea: `resource` is the class."""
