"""The language core: text in, frozen values with spans out."""
