"""Opening the desk: what a first start asks and keeps, the shop's own hub, one window per folder. Composition root."""
