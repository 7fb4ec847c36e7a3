"""How gunicorn serves: `gunicorn -c python:politirad.gunicorn politirad.wsgi`."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True  # one start of Django, shared pages of memory
timeout = 60
graceful_timeout = 5
max_requests = 5_000
max_requests_jitter = 500
loglevel = "warning"
limit_request_line = 4_094
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
