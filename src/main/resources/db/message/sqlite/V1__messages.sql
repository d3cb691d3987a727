-- Messages that came: the same tables as for PostgreSQL.

-- Every message that was answered for good, also a refused one, with the answer to give again (MedCom's governance 043).
CREATE TABLE message_seen (
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    sender TEXT NOT NULL,
    header_id TEXT NOT NULL,
    message TEXT NOT NULL,
    answered INTEGER NOT NULL,
    ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
    answer_type TEXT NOT NULL,
    answer BLOB NOT NULL,
    CONSTRAINT message_seen_header UNIQUE (direction, sender, header_id)
) STRICT;

-- Each Bundle.id that came, and whose it is.
CREATE TABLE message_bundle (
    direction TEXT NOT NULL,
    sender TEXT NOT NULL,
    bundle_id TEXT NOT NULL,
    header_id TEXT NOT NULL,
    CONSTRAINT message_bundle_id UNIQUE (direction, sender, bundle_id)
) STRICT;

-- Those that were accepted: what they are found by. Times in milliseconds since 1970.
CREATE TABLE message (
    id TEXT NOT NULL PRIMARY KEY,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    header_id TEXT NOT NULL,
    bundle_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    content_type TEXT NOT NULL,
    received INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    thread TEXT NOT NULL,
    category TEXT NOT NULL,
    sender_sor TEXT NOT NULL,
    sender_gln TEXT NOT NULL,
    receiver_sor TEXT NOT NULL,
    receiver_gln TEXT NOT NULL,
    subject TEXT,
    attachments TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    skeleton BLOB
) STRICT;

CREATE INDEX message_receiver ON message (receiver_sor, received DESC, id DESC);
CREATE INDEX message_sender ON message (sender_sor, received DESC, id DESC);
CREATE INDEX message_thread ON message (thread, received DESC, id DESC);
CREATE INDEX message_subject ON message (subject, received DESC, id DESC) WHERE subject IS NOT NULL;
CREATE INDEX message_bundle_named ON message (bundle_id);

-- Their bytes, in pieces. Those of a message that is not in the table before were left by a server that was stopped.
CREATE TABLE message_chunk (
    message TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    bytes BLOB NOT NULL,
    CONSTRAINT message_chunk_place UNIQUE (message, n)
) STRICT;

-- Which organisation has read which message, and when first.
CREATE TABLE message_read (
    message TEXT NOT NULL,
    organisation TEXT NOT NULL,
    read INTEGER NOT NULL,
    CONSTRAINT message_read_once UNIQUE (message, organisation)
) STRICT;

-- What readiness asks by.
CREATE TABLE message_probe (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    asked INTEGER NOT NULL
) STRICT;
INSERT INTO message_probe (one, asked) VALUES (1, 0);
