"""Lines that name a service come in; each goes out with a level and the reasons for it."""
