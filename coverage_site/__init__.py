"""The site: its settings and addresses, and the processes that serve it."""

import os

# Web servers, workers and the children that read beside each other are as many as suit the machine. Were each of them
# to use all processors for a product of matrices, they would wait for one another there, spinning: on two busy ones
# the tone of 15 articles took 26 seconds instead of one. Set before anything loads numpy; a host's own choice stands.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
