-- The audit trail: the same tables as for PostgreSQL (docs/adr/0013-audit-store.md).

-- The hash chain of each log. It holds no personal data and is never deleted.
CREATE TABLE audit_entry (
    log TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    recorded INTEGER NOT NULL,
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    payload_hash BLOB NOT NULL CHECK (length(payload_hash) = 32),
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    PRIMARY KEY (log, sequence)
) STRICT, WITHOUT ROWID;

-- What the entries say. Erased when it need not be kept any longer; the chain stays whole without it.
CREATE TABLE audit_payload (
    log TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL CONSTRAINT audit_payload_id UNIQUE,
    recorded INTEGER NOT NULL,
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
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    payload TEXT NOT NULL,
    PRIMARY KEY (log, sequence)
) STRICT;

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
    log TEXT NOT NULL,
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (log, size)
) STRICT, WITHOUT ROWID;

-- What was erased, and when, in milliseconds: a row here erases all payloads recorded before older_than.
CREATE TABLE audit_erasure (
    older_than INTEGER NOT NULL,
    erased INTEGER NOT NULL,
    PRIMARY KEY (older_than, erased),
    CHECK (older_than < erased)
) STRICT, WITHOUT ROWID;

-- INSERT OR REPLACE deletes without asking the triggers on DELETE, so what is there already is looked for before.
CREATE TRIGGER audit_entry_next BEFORE INSERT ON audit_entry
WHEN NEW.sequence <> (SELECT coalesce(max(sequence) + 1, 0) FROM audit_entry WHERE log = NEW.log)
BEGIN SELECT RAISE(ABORT, 'an audit log goes on where it ended'); END;

CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END;

CREATE TRIGGER audit_entry_undeleted BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END;

CREATE TRIGGER audit_payload_new BEFORE INSERT ON audit_payload
WHEN EXISTS (SELECT 1 FROM audit_payload WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM audit_payload WHERE log = NEW.log AND sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END;

CREATE TRIGGER audit_payload_unchanged BEFORE UPDATE ON audit_payload
BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END;

CREATE TRIGGER audit_payload_undeleted BEFORE DELETE ON audit_payload
WHEN NOT EXISTS (SELECT 1 FROM audit_erasure WHERE older_than > OLD.recorded)
BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END;

CREATE TRIGGER audit_checkpoint_new BEFORE INSERT ON audit_checkpoint
WHEN EXISTS (SELECT 1 FROM audit_checkpoint WHERE log = NEW.log AND size = NEW.size)
BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END;

CREATE TRIGGER audit_checkpoint_unchanged BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END;

CREATE TRIGGER audit_checkpoint_undeleted BEFORE DELETE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END;

CREATE TRIGGER audit_erasure_unchanged BEFORE UPDATE ON audit_erasure
BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END;

CREATE TRIGGER audit_erasure_undeleted BEFORE DELETE ON audit_erasure
BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended to'); END;

CREATE TRIGGER audit_erasure_erases AFTER INSERT ON audit_erasure
BEGIN DELETE FROM audit_payload WHERE recorded < NEW.older_than; END;
