"""What the program needs of its machine: tested against real files, processes and pip."""
