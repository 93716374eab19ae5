"""Stories: whole programs started as a shop starts them, judged by the pretend platforms' own books."""
