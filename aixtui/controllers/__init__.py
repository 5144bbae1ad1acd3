"""What answers for each action of the table: small objects over a domain object and the face."""
