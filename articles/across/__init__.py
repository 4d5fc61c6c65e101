"""What goes across stories, as frozen, page-ready values: the search, outlets, speakers, and what readers follow."""
