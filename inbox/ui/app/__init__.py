"""The window as a program: one GUI thread, the mailbox drained on it, presenters joined to widgets."""
