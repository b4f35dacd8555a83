"""Story -> Packet -> PDF, EPUB or DOCX: the classroom reading packet."""
