"""Files that other systems export: read into what an import of them takes, every cell looked at."""
