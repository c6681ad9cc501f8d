"""Pages: read, show, hand over to a step; never write."""
