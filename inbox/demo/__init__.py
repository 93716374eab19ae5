"""``tresen demo``: the whole shop on this machine with throwaway data, and its main job done by script with evidence."""
