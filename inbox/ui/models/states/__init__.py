"""What each pane shows, as one frozen state: presenters make it whole, widgets render it whole and keep nothing of their own."""
