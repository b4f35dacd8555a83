"""Articles + Anchored -> the tables of a story. One table per file; each takes a Story and is pure."""
