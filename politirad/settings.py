"""Every setting, read from the environment; a missing or impossible value stops the start with a sentence.

`.env.example` names what an operator sets. Without it, `manage.py` and `make run` fill the environment from the
embedded engines (see `politirad.embedded`) before this file is read.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def required(name: str, meaning: str) -> str:
    """The value of an environment variable that has no sensible default."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set: {meaning}. Set it (see .env.example), or start through manage.py or make run,"
            " which bring their own engines."
        )
    return value


def database(name: str, url: str) -> dict[str, Any]:
    """One database alias from an address."""
    try:
        parsed = environ.Env.db_url_config(url, engine="django.db.backends.postgresql")
    except (ValueError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} is no database address: {error}") from error
    if urlsplit(url).scheme not in {"postgres", "postgresql"} or not parsed.get("USER"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://role:password@host:5432/database.")
    return dict(parsed)


# What we are: a demo shows its logins and its mail, and exists only where somebody asks for it.
DEMO = env.bool("DEMO", default=False)
DEMO_PASSWORD = env("DEMO_PASSWORD", default="politirad-demo")
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions and links")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# Where we are reached. Letters carry this address; it is never taken from a request.
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname:
    raise ImproperlyConfigured(
        "SITE_URL must be the full address of the site, such as https://politirad.example.no."
    )
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=sorted({_site.hostname, "localhost", "127.0.0.1"}))
CSRF_TRUSTED_ORIGINS = [SITE_URL]
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],  # the design system's style sheet carries its pictures as data
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

ROOMS = [room for room in ("councils", "agreements", "meetings") if (BASE_DIR / room / "apps.py").exists()]
INSTALLED_APPS = [
    "politirad",
    "politirad.tenancy",
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "django_htmx",
    "template_partials",
    "csp",
]
MIDDLEWARE = [
    "politirad.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "politirad.compression.TextMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "politirad.tenancy.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "politirad.logins.SeenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "politirad.tenancy.middleware.TenantMiddleware",
]
ROOT_URLCONF = "politirad.urls"
WSGI_APPLICATION = "politirad.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The serving role owns nothing; the owner is for `migrate` alone. Both see the same database, in tests too.
DATABASES = {
    "default": {
        **database("DATABASE_URL", required("DATABASE_URL", "the PostgreSQL database, as the serving role")),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"MIRROR": "owner"},
    },
}
DATABASES["owner"] = {
    **database("DATABASE_OWNER_URL", os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]),
    "CONN_MAX_AGE": 0,
    "TEST": {"DEPENDENCIES": []},
}

# Jobs, the clock and the cache. Jobs and cache use different numbers of the same server unless CACHE_URL says more.
REDIS_URL = required("REDIS_URL", "the Redis or Valkey server, such as redis://:password@host:6379/0")
CACHE_URL = env("CACHE_URL", default=urlsplit(REDIS_URL)._replace(path="/1").geturl())
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "politirad",
    }
}

# Mail: smtp://, smtp+tls:// or smtp+ssl://.
_mail = env.email_url_config(
    required("EMAIL_URL", "the mail server, such as smtp+tls://user:password@host:587")
)
EMAIL_BACKEND = str(_mail["EMAIL_BACKEND"])
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_TLS")), bool(_mail.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Politiråd <ikke-svar@politirad.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Answers from calendars: the address they go to, with a star where each person's own token stands (see
# docs/decisions/replies.md), and how its mail comes in: a mailbox that is emptied, or a program that posts each mail.
REPLY_ADDRESS = env("REPLY_ADDRESS", default="")  # such as svar+*@politirad.example.no
REPLY_MAILBOX = env("REPLY_MAILBOX", default="")  # imaps://user:password@host/INBOX, or imap+tls://
REPLY_SECRET = env("REPLY_SECRET", default="")  # what a program that posts mails to /svar-epost/ must show
MAIL_FOLDER = Path(env("MAIL_FOLDER", default=str(BASE_DIR / ".local" / "mail")))  # the demo's mail catcher

# Who may come in.
AUTH_USER_MODEL = "tenancy.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "politirad.accounts.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"  # people are invited to an address; the invitation proves it
ACCOUNT_CHANGE_EMAIL = True  # one address each; see politirad/addresses.py
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves allow it on localhost alone
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Politiråd"
MFA_TOTP_TOLERANCE = 1
USERSESSIONS_TRACK_ACTIVITY = True
ANONYMOUS_USER_NAME = None  # guardian: nobody has rights without a login
GUARDIAN_MONKEY_PATCH_USER = GUARDIAN_MONKEY_PATCH_GROUP = False

# Words. The sources are bokmål; Django falls back to it where nynorsk or English lacks a text.
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = USE_I18N = True

# The seal on documents (see politirad/seal.py). Without a certificate of the operator's, a demo seal is made that says
# what it is worth. With a timestamp authority, seals can be verified for decades.
SEAL_CERTIFICATE = env("SEAL_CERTIFICATE", default="")  # PEM files, all of them
SEAL_KEY = env("SEAL_KEY", default="")
SEAL_KEY_PASSWORD = env("SEAL_KEY_PASSWORD", default="")
SEAL_CHAIN = env("SEAL_CHAIN", default="")  # the certificates between ours and its root
SEAL_TRUST = env("SEAL_TRUST", default="")  # the roots of ours and of the timestamp authority's
SEAL_FORMER = env("SEAL_FORMER", default="")  # a folder with the certificates we sealed with before
SEAL_FOLDER = env("SEAL_FOLDER", default=str(BASE_DIR / ".local" / "seal"))
TIMESTAMP_URL = env("TIMESTAMP_URL", default="")
SEAL_RENEWAL_DAYS = env.int(
    "SEAL_RENEWAL_DAYS", default=90
)  # a newer timestamp so long before the present runs out

# Pages.
FORM_RENDERER = (
    "politirad.forms.Renderer"
    if (BASE_DIR / "politirad" / "forms.py").exists()
    else "django.forms.renderers.TemplatesSetting"
)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "politirad.overview.navigation.menu",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    },
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
HASHED_STATIC = env.bool("HASHED_STATIC", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# In development a file is looked up when it is asked for, none before.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not HASHED_STATIC
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Packed already, or (ttf) read by the PDF maker and never served.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "jpg", "webp", "woff", "woff2", "ttf", "gz", "br", "zip"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    # A changed file is an answer to whoever asked, no fault of ours, and pyHanko tells of it on many lines.
    "loggers": {"pyhanko": {"level": "CRITICAL"}, "pyhanko_certvalidator": {"level": "CRITICAL"}},
}
