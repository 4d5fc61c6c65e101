"""Short news of nobody, told by two outlets, for tests that need the real analysis."""

FIRST = """Council leader Maria Field has closed the harbour after a night of storms.

“The harbour is not safe and we will not risk a single boat,” she said.

The Fishing Guild's secretary, Tom Reed, said: “This is a disgraceful decision by Maria Field and members will pay.”
"""

SECOND = """The harbour was closed on Friday.

Council leader Maria Field said: “The harbour is not safe and we will not risk a single boat.”

Boats stayed in the bay while crews watched from the wall.
"""
