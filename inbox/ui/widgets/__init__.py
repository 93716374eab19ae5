"""The controls everything is built from: buttons, chips, pills, fields, bars and empty places, in our look."""
