"""The word lists written for this project (JSON) and what reads them."""
