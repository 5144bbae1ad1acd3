"""What is in order on this machine and what is not: one check a module, each with the exact remedy."""
