-- The audit trail: the same tables as for SQLite (docs/adr/0013-audit-store.md). Roles and schema are in ../postgresql-roles.sql.

-- The hash chain of each log. It holds no personal data and is never deleted.
CREATE TABLE audit_entry (
    log TEXT COLLATE "C" NOT NULL,
    sequence BIGINT NOT NULL CHECK (sequence >= 0),
    recorded BIGINT NOT NULL,
    previous BYTEA NOT NULL CHECK (length(previous) = 32),
    payload_hash BYTEA NOT NULL CHECK (length(payload_hash) = 32),
    leaf BYTEA NOT NULL CHECK (length(leaf) = 32),
    PRIMARY KEY (log, sequence)
);

-- What the entries say. Erased when it need not be kept any longer; the chain stays whole without it.
CREATE TABLE audit_payload (
    log TEXT COLLATE "C" NOT NULL,
    sequence BIGINT NOT NULL,
    id TEXT NOT NULL CONSTRAINT audit_payload_id UNIQUE,
    recorded BIGINT NOT NULL,
    child TEXT,
    type TEXT NOT NULL,
    subtype TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    user_id TEXT,
    client TEXT,
    organisation TEXT,
    purpose TEXT,
    request_id TEXT NOT NULL,
    salt BYTEA NOT NULL CHECK (length(salt) = 32),
    payload TEXT NOT NULL,
    PRIMARY KEY (log, sequence)
);

CREATE INDEX audit_payload_recorded ON audit_payload (recorded DESC, log, sequence DESC);
CREATE INDEX audit_payload_child ON audit_payload (child, recorded DESC, log, sequence DESC) WHERE child IS NOT NULL;
CREATE INDEX audit_payload_type ON audit_payload (type, recorded DESC, log, sequence DESC);
CREATE INDEX audit_payload_subtype ON audit_payload (subtype, recorded DESC, log, sequence DESC);
CREATE INDEX audit_payload_action ON audit_payload (action, recorded DESC, log, sequence DESC);
CREATE INDEX audit_payload_outcome ON audit_payload (outcome, recorded DESC, log, sequence DESC);
CREATE INDEX audit_payload_user_id ON audit_payload (user_id, recorded DESC, log, sequence DESC) WHERE user_id IS NOT NULL;
CREATE INDEX audit_payload_client ON audit_payload (client, recorded DESC, log, sequence DESC) WHERE client IS NOT NULL;
CREATE INDEX audit_payload_organisation ON audit_payload (organisation, recorded DESC, log, sequence DESC)
    WHERE organisation IS NOT NULL;
CREATE INDEX audit_payload_purpose ON audit_payload (purpose, recorded DESC, log, sequence DESC) WHERE purpose IS NOT NULL;
CREATE INDEX audit_payload_request_id ON audit_payload (request_id, recorded DESC, log, sequence DESC);

-- Signed statements of how long a log was and what it held.
CREATE TABLE audit_checkpoint (
    log TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (log, size)
);

-- What was erased, and when, in milliseconds: a row here erases all payloads recorded before older_than.
CREATE TABLE audit_erasure (
    older_than BIGINT NOT NULL,
    erased BIGINT NOT NULL,
    PRIMARY KEY (older_than, erased),
    CHECK (older_than < erased)
);

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is only appended to';
END $$;

CREATE FUNCTION audit_refuse_unless_erasing() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM audit_erasure WHERE older_than > OLD.recorded) THEN
        RAISE EXCEPTION 'the audit trail is only appended to';
    END IF;
    RETURN OLD;
END $$;

-- Whoever may insert an erasure may have payloads deleted by it, and delete nothing else.
CREATE FUNCTION audit_erase() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM audit_payload WHERE recorded < NEW.older_than;
    RETURN NULL;
END $$;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_payload_append_only BEFORE UPDATE OR TRUNCATE ON audit_payload
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_payload_undeleted BEFORE DELETE ON audit_payload
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_unless_erasing();
CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_erasure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_erasure
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_erasure_erases AFTER INSERT ON audit_erasure
    FOR EACH ROW EXECUTE FUNCTION audit_erase();

REVOKE EXECUTE ON FUNCTION audit_erase() FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hoibu_audit_server') THEN
        GRANT SELECT, INSERT ON audit_entry, audit_payload, audit_checkpoint TO hoibu_audit_server;
        GRANT SELECT ON audit_erasure, audit_schema_history TO hoibu_audit_server;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hoibu_audit_erase') THEN
        GRANT SELECT, INSERT ON audit_erasure TO hoibu_audit_erase;
    END IF;
END $$;
