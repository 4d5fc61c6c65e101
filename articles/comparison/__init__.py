"""What the story page shows: rows and a query string become one frozen, page-ready value."""
