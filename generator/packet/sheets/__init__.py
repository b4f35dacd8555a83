"""The sheets of a packet, one file each: Desk -> the sections that it adds."""
