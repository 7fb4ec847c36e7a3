#!/usr/bin/env python
"""Django's command line for this project, with the embedded engines where no servers are configured."""

import os
import sys

from django.core.management import execute_from_command_line

from politirad import embedded

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "politirad.settings")
    try:
        embedded.join_unless_configured()
    except embedded.EngineFailed as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)
