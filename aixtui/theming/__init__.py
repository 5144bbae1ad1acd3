"""How the app looks: roles and themes."""
