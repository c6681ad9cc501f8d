"""The only settings file; what differs between installations comes from the environment.

HAERTEFALL_DATEN        folder for database, keys and files (default: var/betrieb)
HAERTEFALL_SCHLUESSEL   file with the installation key (default: <DATEN>/schluessel/installation)
DATABASE_URL            sqlite:///path or postgresql:///name?host=…&user=…
HAERTEFALL_DOKUMENT_MB  largest file that can be added to a case, in MB (default: 25)
HAERTEFALL_ORDNUNGEN    further folders with rules files, separated by ":"; they win
HAERTEFALL_FLUECHTIG    folder kept in memory, for keys of secret votes (default: /dev/shm/…)
HAERTEFALL_HOSTS        allowed host names, separated by ","
HAERTEFALL_SICHER       "1" behind TLS: secure cookies, HSTS; exactly one proxy of ours before us
HAERTEFALL_ADRESSE      how people reach it, for links in mails: https://haertefall.example
HAERTEFALL_UNTAETIG     minutes after which an unused session ends (default 60)
HAERTEFALL_MITLESEN     minutes one may only watch the screen of a running meeting (default 180)
HAERTEFALL_OIDC         address of the identity provider; with it sign-in through it is offered
HAERTEFALL_OIDC_ID, HAERTEFALL_OIDC_NAME, HAERTEFALL_OIDC_GEHEIMNIS (a file)
HAERTEFALL_WEGE         "1" shows the public page of the ways to stay (off until decided)
"""

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

BASIS = Path(__file__).resolve().parent.parent
DATEN = Path(os.environ.get("HAERTEFALL_DATEN", BASIS / "var" / "betrieb"))
SCHLUESSEL_DATEI = Path(
    os.environ.get("HAERTEFALL_SCHLUESSEL", DATEN / "schluessel" / "installation")
)
# Documents of the cases: every file in here is encrypted, also those that only just arrive.
ABLAGE = DATEN / "dokumente"
DOKUMENT_HOECHSTENS = int(os.environ.get("HAERTEFALL_DOKUMENT_MB", "25")) * 1024 * 1024
# The only one: Django's own would put what is larger than 2.5 MB in clear into a temporary file.
FILE_UPLOAD_HANDLERS = ["haertefall.web.empfang.Empfang"]
FLUECHTIG = Path(
    os.environ.get("HAERTEFALL_FLUECHTIG", f"/dev/shm/haertefall-{os.geteuid()}")  # noqa: S108
)
ORDNUNGEN_DIRS = [
    *(Path(p) for p in os.environ.get("HAERTEFALL_ORDNUNGEN", "").split(":") if p),
    BASIS / "ordnungen",
]


def _geheimnis() -> str:
    """Django's signing secret: made once per installation, readable by its owner only."""
    datei = DATEN / "schluessel" / "signatur"
    if not datei.exists():
        datei.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        neu = datei.with_name(f"signatur.{secrets.token_hex(8)}")
        with os.fdopen(os.open(neu, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as ziel:
            ziel.write(secrets.token_urlsafe(48))
        # Two first starts at once: link() lets one win, and nobody reads a half-written file.
        with contextlib.suppress(FileExistsError):
            os.link(neu, datei)
        neu.unlink()
    return datei.read_text()


def _datenbank(adresse: str) -> dict[str, object]:
    teile = urlsplit(adresse)
    if teile.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(teile.path),
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                # IMMEDIATE: with the default, eight writers fail in 78 % of their attempts.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA secure_delete=ON;PRAGMA cache_size=-64000;PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    if teile.scheme in ("postgres", "postgresql"):
        frage = {name: werte[0] for name, werte in parse_qs(teile.query).items()}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(teile.path.lstrip("/")) or "postgres",
            "USER": unquote(teile.username or frage.get("user", "")),
            "PASSWORD": unquote(teile.password or frage.get("password", "")),
            "HOST": unquote(teile.hostname or "") or frage.get("host", ""),
            "PORT": str(teile.port or frage.get("port", "")),
            "CONN_MAX_AGE": 600,
            # After a restart of the database nobody gets an error for it: asked once per request.
            "CONN_HEALTH_CHECKS": True,
            # Statements in fixed words (`anweisung`) are planned once, from the sixth time on.
            "OPTIONS": {"prepare_threshold": 5},
        }
    raise ValueError(f"DATABASE_URL hat ein unbekanntes Schema: {teile.scheme!r}")


def _anbieter(adresse: str) -> list[dict[str, object]]:
    """The identity provider as allauth wants it; without PKCE it would be asked for none."""
    if not adresse:
        return []
    teile = urlsplit(adresse)
    if teile.scheme != "https" and teile.hostname not in ("127.0.0.1", "localhost"):
        raise ValueError("HAERTEFALL_OIDC muss mit https:// beginnen.")
    geheimnis = os.environ.get("HAERTEFALL_OIDC_GEHEIMNIS", "")
    return [
        {
            "provider_id": "haus",
            "name": os.environ.get("HAERTEFALL_OIDC_NAME", "Anmeldedienst"),
            "client_id": os.environ.get("HAERTEFALL_OIDC_ID", "haertefall"),
            "secret": Path(geheimnis).read_text().strip() if geheimnis else "",
            "settings": {"server_url": adresse, "oauth_pkce_enabled": True},
        }
    ]


# Off until the operator decides: the law on legal services was not researched.
OEFFENTLICHE_WEGE = os.environ.get("HAERTEFALL_WEGE") == "1"
SECRET_KEY = _geheimnis()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("HAERTEFALL_HOSTS", "127.0.0.1,localhost").split(",")
DATABASES = {
    "default": _datenbank(
        os.environ.get("DATABASE_URL", f"sqlite:///{DATEN / 'haertefall.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "haertefall.tresor",
    "haertefall.audit",
    "haertefall.auftraege",
    "haertefall.gremien",
    "haertefall.konten",
    "haertefall.faelle",
    "haertefall.vollzug",
    "haertefall.sitzungen",
    "haertefall.statistik",
    "haertefall.aufbewahrung",
    "haertefall.schritte",
    "haertefall.web",
    # After web: its templates for form fields win.
    "django.forms",
]
MIDDLEWARE = [
    "haertefall.web.huelle.Anfragenummer",
    "haertefall.web.huelle.Sicherheitskopf",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "haertefall.web.tresorwache.SchluesselNoetig",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "haertefall.web.sitzungswache.Sitzungswache",
    "haertefall.web.huelle.AnmeldungNoetig",
    "haertefall.web.huelle.AkteurDerAnfrage",
    "haertefall.web.tresorwache.Tresorwache",
    "haertefall.web.abweisungsspur.Abweisungsspur",
    "haertefall.web.sitzungswache.ZweiterFaktor",
]
ROOT_URLCONF = "haertefall.urls"
WSGI_APPLICATION = "haertefall.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "haertefall.web.huelle.seitenrahmen",
            ],
        },
    },
]
FORM_RENDERER = "haertefall.web.formulare.KernRenderer"

AUTH_USER_MODEL = "gremien.Konto"
AUTHENTICATION_BACKENDS = ["haertefall.konten.hintergrund.MitAemtern"]
LOGIN_URL = "anmelden"
LOGIN_REDIRECT_URL = "beginn"
LOGOUT_REDIRECT_URL = "anmelden"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "haertefall.konten.passwort.NichtLeichtZuErraten"},
]

# allauth does the arithmetic of second factors and speaks to the identity provider. Its own pages
# are not connected: those of the house are in `web`.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "haertefall.konten.faktoren.Faktoradapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODE_DIGITS = 12
# Clocks of phones go wrong: one step of 30 seconds in both directions.
MFA_TOTP_TOLERANCE = 1
# An identity provider that does not answer holds nobody up for long.
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_ADAPTER = "haertefall.web.anbieter.Anbieteradapter"
OIDC = os.environ.get("HAERTEFALL_OIDC", "").rstrip("/")
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": _anbieter(OIDC)}}

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATEN / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ADRESSE = os.environ.get("HAERTEFALL_ADRESSE", "http://127.0.0.1:8000").rstrip("/")
SESSION_ENGINE = "haertefall.konten.speicher"
# At the latest after a working day, and as soon as nobody has used it for this long.
SESSION_COOKIE_AGE = 60 * 60 * 12
UNTAETIG_SEKUNDEN = 60 * int(os.environ.get("HAERTEFALL_UNTAETIG", "60"))
# A screen that asks by itself is no sign of a person; who follows a meeting may sit still longer.
MITLESEN_SEKUNDEN = max(60 * int(os.environ.get("HAERTEFALL_MITLESEN", "180")), UNTAETIG_SEKUNDEN)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "haertefall.web.fehlerseiten.csrf_abgelehnt"
SICHER = os.environ.get("HAERTEFALL_SICHER") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SICHER
if SICHER:
    # No other host of the domain and no page without TLS can set cookies of these names.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sitzung", "__Host-csrf"
SECURE_SSL_REDIRECT = SICHER
SECURE_HSTS_SECONDS = 31_536_000 if SICHER else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SICHER
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SICHER else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

EMAIL_HOST = os.environ.get("HAERTEFALL_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("HAERTEFALL_MAIL_PORT", "25"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("HAERTEFALL_MAIL_VON", "haertefall@localhost")

# Logs carry no content: request numbers, kinds of errors, never values. Nothing is mailed: a mail
# of Django about an error holds the whole form.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"ohne_inhalt": {"()": "haertefall.audit.protokoll.OhneInhalt"}},
    "handlers": {"konsole": {"class": "logging.StreamHandler", "formatter": "ohne_inhalt"}},
    "root": {"handlers": ["konsole"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING"}},
}
ADMINS: list[tuple[str, str]] = []
