-- What is to go out, and what became of it: the same tables as for PostgreSQL. Times in milliseconds since 1970.

-- What is on its way, or was. Something is done about it when it is due; never again when it is not.
CREATE TABLE message_outbox (
    message TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('message', 'acknowledgement', 'receipt')),
    header_id TEXT NOT NULL,
    bundle_id TEXT NOT NULL,
    sender_sor TEXT NOT NULL,
    sender_gln TEXT NOT NULL,
    receiver_sor TEXT NOT NULL,
    receiver_gln TEXT NOT NULL,
    category TEXT NOT NULL,
    content_type TEXT NOT NULL,
    -- an acknowledgement's own bytes; a message's are in message_chunk
    body BLOB,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'delayed', 'delivered', 'refused', 'dead', 'dropped')),
    queued INTEGER NOT NULL,
    due INTEGER,
    attempts INTEGER NOT NULL,
    resends INTEGER NOT NULL,
    -- when it got its present Bundle.id; NULL for that it was written with
    resent INTEGER,
    -- to whom it is lent, and until when
    lease TEXT,
    locked_until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    -- the MessageHeader.id of the acknowledgement that decided it
    acknowledgement TEXT,
    -- what it is called as a letter of the old format
    letter TEXT,
    CHECK ((due IS NULL) = (state NOT IN ('queued', 'sent', 'delayed')))
) STRICT;

CREATE INDEX message_outbox_due ON message_outbox (due) WHERE due IS NOT NULL;
CREATE INDEX message_outbox_header ON message_outbox (header_id);
CREATE INDEX message_outbox_letter ON message_outbox (letter) WHERE letter IS NOT NULL;
CREATE INDEX message_outbox_open ON message_outbox (state, message) WHERE state <> 'delivered';

-- Acknowledgements that came, each once, also those of messages that are not known here.
CREATE TABLE message_reply (
    sender TEXT NOT NULL,
    header_id TEXT NOT NULL,
    answered TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('ok', 'fatal-error', 'transient-error')),
    came INTEGER NOT NULL,
    message TEXT,
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL,
    CONSTRAINT message_reply_header UNIQUE (sender, header_id)
) STRICT;

-- What differs between a message and the letter that it went out as, or came in as.
CREATE TABLE message_conversion (
    message TEXT NOT NULL PRIMARY KEY,
    converted INTEGER NOT NULL,
    report TEXT NOT NULL
) STRICT;
