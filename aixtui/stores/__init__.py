"""The files that outlive a sitting, one module each."""
