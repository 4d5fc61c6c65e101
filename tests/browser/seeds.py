"""Where the story of the seeds is."""

STORY = "/stories/sarwar-joins-rail-picket-line-against-starmers-instruction/"
