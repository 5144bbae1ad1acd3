"""The screens: generic over a kind, they wire widgets to the session."""
