"""Code in processes of their own, which see nothing of the user's and end when they must."""
