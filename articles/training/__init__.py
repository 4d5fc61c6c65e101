"""Training of the small models that ship with the language core; run by ``manage.py train``."""
