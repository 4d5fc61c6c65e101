"""Measures of what Parallax costs, beside what else does the same. Their processes take what one of the site takes."""

import coverage_site  # noqa: F401  # before numpy is loaded: one processor for products of matrices
