"""The chat: timeline items laid out as blocks of painted pieces, and the windowed view that shows, selects and reads them."""
