"""Who: councils and forums, their seats, the people in them over time, and their rules."""
