-- The database and its roles, as docs/decisions/tenancy.md wants them. Run by psql as superuser, once or again.
-- From the environment (a command line would show passwords): POLITIRAD_OWNER_PASSWORD, POLITIRAD_APP_PASSWORD,
-- POLITIRAD_DB, and POLITIRAD_OWNER_OPTION (NOCREATEDB; CREATEDB in development and tests only).
\set ON_ERROR_STOP on
\set QUIET on
\getenv owner_password POLITIRAD_OWNER_PASSWORD
\getenv app_password POLITIRAD_APP_PASSWORD
\getenv dbname POLITIRAD_DB
\getenv owner_option POLITIRAD_OWNER_OPTION

SELECT format('CREATE ROLE %I', name)
FROM (VALUES ('politirad_owner'), ('politirad_app'), ('politirad_seer')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

-- Migrates; owns everything; row security binds it too.
ALTER ROLE politirad_owner LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS :owner_option PASSWORD :'owner_password';
-- Serves web and workers; owns nothing, is a member of nothing.
ALTER ROLE politirad_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS PASSWORD :'app_password';
-- Owns the few definer functions that look across councils. Nobody logs in as it.
ALTER ROLE politirad_seer NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS;
-- Migrations hand functions over to the seer; the owner never acts with its rights by itself.
GRANT politirad_seer TO politirad_owner WITH INHERIT FALSE, SET TRUE;

SELECT format('CREATE DATABASE %I OWNER politirad_owner TEMPLATE template0 ENCODING ''UTF8''
               LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'' LOCALE ''C.UTF-8''', :'dbname')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'dbname') \gexec

SELECT format('ALTER DATABASE %I OWNER TO politirad_owner', :'dbname') \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'dbname') \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO politirad_app', :'dbname') \gexec

-- Inside the database, and inside template1, from which test databases are copied.
\connect :"dbname"
\ir schema.sql
\connect template1
\ir schema.sql
