#!/bin/sh
# The postgres image runs this once, when its volume is empty: the database and its three roles.
set -eu
psql --no-psqlrc --username "${POSTGRES_USER:-postgres}" --dbname postgres --file "${ROLES_FILE:-/politirad/roles.sql}"
