"""Files as people save pages -> the pages in them. Pure: bytes in, pages out; one file for each kind."""
