"""What the worksheets share: grids, worked rows, general questions, what to know before class."""
