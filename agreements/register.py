"""Which agreements the public register shows first, and which after them."""

#: States in which an agreement holds.
IN_FORCE = ("in_force", "to_renew", "notice_given")
#: States of one that held once.
OVER = ("expired", "replaced", "terminated")
