"""The shop's state: persons and their keys, windows, payments, refunds, actions; what policy needs to decide.

Kept by the hub in the transaction that appends to the log and by each desk in the one that moves its cursor. Imports only
the domain; knows nothing of the network, of logs or of screens.
"""

from inbox.store.state.changes import NONE, Changes, merged
from inbox.store.state.projection import project, project_bodies, project_body
from inbox.store.state.schema import StateTables, tables

__all__ = ["NONE", "Changes", "StateTables", "merged", "project", "project_bodies", "project_body", "tables"]
