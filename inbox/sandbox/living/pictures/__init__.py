"""Pictures of the demo shop, drawn from nothing: its goods, and the photos its customers send."""
