"""A package: else its `resource` is imported in the place of the module of Python that is called so."""
