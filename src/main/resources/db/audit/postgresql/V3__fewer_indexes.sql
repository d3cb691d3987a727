-- An entry is written more often than it is looked for, and each index costs every entry. What nearly all entries say needs none: such entries are
-- found soon by the order of time. The values left out here are those of TrailReader.ORDINARY.
DROP INDEX audit_payload_type;
DROP INDEX audit_payload_subtype;
DROP INDEX audit_payload_action;
DROP INDEX audit_payload_outcome;
DROP INDEX audit_payload_purpose;
CREATE INDEX audit_payload_type ON audit_payload (type, recorded DESC, log, sequence DESC) WHERE type <> 'rest';
CREATE INDEX audit_payload_subtype ON audit_payload (subtype, recorded DESC, log, sequence DESC)
    WHERE subtype NOT IN ('read', 'search-type');
CREATE INDEX audit_payload_action ON audit_payload (action, recorded DESC, log, sequence DESC) WHERE action NOT IN ('R', 'E');
CREATE INDEX audit_payload_outcome ON audit_payload (outcome, recorded DESC, log, sequence DESC) WHERE outcome <> '0';
CREATE INDEX audit_payload_purpose ON audit_payload (purpose, recorded DESC, log, sequence DESC) WHERE purpose <> 'TREAT';
