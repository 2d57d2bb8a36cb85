"""Which concrete part goes where: what a process is put together from, a module for each side."""
