"""What is kept of whom, in which class, until when. Deleting itself comes later."""
