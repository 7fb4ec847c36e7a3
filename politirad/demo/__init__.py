"""The demo: five real collaborations as data files, and what reads them into the app."""
