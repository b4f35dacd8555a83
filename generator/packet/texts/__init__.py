"""What becomes of the texts in a packet: hidden outlets, excerpts, explained words, citing, what is known of them."""
