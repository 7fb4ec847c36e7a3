-- What each role may do in one database. A migration narrows it per table (an audit table loses UPDATE and DELETE).
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO politirad_app, politirad_seer;
GRANT CREATE, USAGE ON SCHEMA public TO politirad_owner;
-- A function can only be handed to a role that may create in its schema.
GRANT CREATE ON SCHEMA public TO politirad_seer;
ALTER DEFAULT PRIVILEGES FOR ROLE politirad_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO politirad_app;
ALTER DEFAULT PRIVILEGES FOR ROLE politirad_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO politirad_app;
