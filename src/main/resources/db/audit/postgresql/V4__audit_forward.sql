-- What other systems have been given of the trail: the same tables as for SQLite (docs/audit-forwarding.md).

-- How far a destination has been given a log: everything before next was given, passed over, or is in audit_forward_held.
CREATE TABLE audit_forward (
    destination TEXT COLLATE "C" NOT NULL,
    log TEXT COLLATE "C" NOT NULL,
    next BIGINT NOT NULL CHECK (next >= 0),
    PRIMARY KEY (destination, log)
);

-- Entries before next that a destination has not been given, with the time they were recorded and when to try again (both in milliseconds).
CREATE TABLE audit_forward_held (
    destination TEXT COLLATE "C" NOT NULL,
    log TEXT COLLATE "C" NOT NULL,
    sequence BIGINT NOT NULL CHECK (sequence >= 0),
    child TEXT,
    recorded BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'dead', 'dropped')),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    next_attempt BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (destination, log, sequence)
);

CREATE INDEX audit_forward_held_child ON audit_forward_held (destination, log, state, child, sequence);

-- The child of an entry that was erased is not known by what was once refused of it.
CREATE FUNCTION audit_forget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM audit_forward_held WHERE state <> 'held' AND recorded < NEW.older_than;
    RETURN NULL;
END $$;

CREATE TRIGGER audit_erasure_forgets AFTER INSERT ON audit_erasure
    FOR EACH ROW EXECUTE FUNCTION audit_forget();

REVOKE EXECUTE ON FUNCTION audit_forget() FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hoibu_audit_server') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON audit_forward, audit_forward_held TO hoibu_audit_server;
    END IF;
END $$;
