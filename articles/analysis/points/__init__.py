"""What the articles of a story share and lack: groups of statements, their coverage, and findings about them."""
