"""What the face of screens asks with: each ends with an answer."""
