-- What other systems have been given of the trail: the same tables as for PostgreSQL (docs/audit-forwarding.md).

-- How far a destination has been given a log: everything before next was given, passed over, or is in audit_forward_held.
CREATE TABLE audit_forward (
    destination TEXT NOT NULL,
    log TEXT NOT NULL,
    next INTEGER NOT NULL CHECK (next >= 0),
    PRIMARY KEY (destination, log)
) STRICT, WITHOUT ROWID;

-- Entries before next that a destination has not been given, with the time they were recorded and when to try again (both in milliseconds).
CREATE TABLE audit_forward_held (
    destination TEXT NOT NULL,
    log TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    child TEXT,
    recorded INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'dead', 'dropped')),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    next_attempt INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (destination, log, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_forward_held_child ON audit_forward_held (destination, log, state, child, sequence);

-- The child of an entry that was erased is not known by what was once refused of it.
CREATE TRIGGER audit_erasure_forgets AFTER INSERT ON audit_erasure
BEGIN DELETE FROM audit_forward_held WHERE state <> 'held' AND recorded < NEW.older_than; END;
