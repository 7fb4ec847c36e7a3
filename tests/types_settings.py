"""The settings as mypy's Django plugin reads them: addresses that nobody connects to."""

import os

os.environ.setdefault("DATABASE_URL", "postgresql://politirad_app@127.0.0.1:1/none")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")
os.environ.setdefault("EMAIL_URL", "smtp://127.0.0.1:1")
os.environ.setdefault("SECRET_KEY", "types only")

from politirad.settings import *  # noqa: F403
