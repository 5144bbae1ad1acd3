"""The door to the platform: the bridge off the loop, the session, and the verbs over a kind."""
