"""Worlds: functions of a point and a seed that return counts, and what findings and commands about one model share."""
