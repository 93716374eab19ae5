"""What the program needs of the machine it runs on: environment, settings, secrets, folders, locks, logs, time.

Imported by provisioning before any dependency is there: stays valid on Python 3.8 and imports nothing.
"""
