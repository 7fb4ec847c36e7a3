# syntax=docker/dockerfile:1
# The image of web, worker, beat and migrate. Everything fetched is pinned by hash in the lock files.

FROM python:3.11-slim-bookworm AS base
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=politirad.settings
WORKDIR /app

FROM base AS packages
COPY requirements/app.txt requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/app.txt \
    && python -m compileall -q /venv

# Styles, fonts and scripts from npm, with Node from requirements/assets.txt; neither stays in the image.
FROM packages AS assets
COPY package.json package-lock.json ./
COPY requirements/assets.txt requirements/
COPY politirad/__init__.py politirad/assets.py politirad/icons.py politirad/
COPY static static
RUN python -m politirad.assets

FROM packages AS application
COPY . .
COPY --from=assets /app/static/vendor static/vendor
# collectstatic reads the settings but connects to nothing.
RUN python -m politirad.catalogues compile \
    && DATABASE_URL=postgresql://none@127.0.0.1:1/none REDIS_URL=redis://127.0.0.1:1/0 EMAIL_URL=smtp://127.0.0.1:1 \
       SECRET_KEY=unused python manage.py collectstatic --noinput -v0 \
    && rm -rf tests node_modules .node \
    && python -m compileall -q .

FROM base AS politirad
# Pango draws the PDFs. Debian keeps only the newest security release of each, so their versions cannot be pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
       libfontconfig1 libglib2.0-0 libharfbuzz-subset0 libharfbuzz0b libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/politirad --create-home --shell /usr/sbin/nologin politirad
COPY --from=packages /venv /venv
COPY --from=application /app /app
ENV POLITIRAD_LOCAL=/var/lib/politirad \
    SEAL_FOLDER=/var/lib/politirad/seal \
    BIND=0.0.0.0:8000 \
    DEMO=false
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "-m", "politirad.health", "web"]
CMD ["gunicorn", "-c", "python:politirad.gunicorn", "politirad.wsgi"]
