"""What is kept between two starts of the app. Several programs may use the same files at once."""
