-- For finding what has been kept long enough.
CREATE INDEX message_received ON message (received);
CREATE INDEX message_seen_answered ON message_seen (answered);
