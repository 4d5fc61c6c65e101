"""How good the language core is, measured on labelled data. Every metric is written here, once.

Knows no Django. What predicts never receives a label (see ``tasks.py``).
"""
