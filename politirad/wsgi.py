"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "politirad.settings")
application = get_wsgi_application()

from politirad.checks import refuse_to_serve  # noqa: E402  (it reads the apps, which are ready only now)

refuse_to_serve()
