"""The demonstration: invented bodies, people and cases, living through the same door."""
