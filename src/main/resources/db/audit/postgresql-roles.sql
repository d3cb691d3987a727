-- Who may do what with the audit trail. Run once by the database's administrator, in the trail's own database, before the first start; then give
-- each role a password or another way to log in.

-- Owns the tables and runs the migrations. The server does not need it.
CREATE ROLE hoibu_audit_owner LOGIN;
-- The server: appends and reads; what it notes of what other systems were given (audit_forward, audit_forward_held) it may also change and delete.
CREATE ROLE hoibu_audit_server LOGIN;
-- Erases what need not be kept any longer, with INSERT INTO audit_erasure (older_than, erased).
CREATE ROLE hoibu_audit_erase LOGIN;

CREATE SCHEMA hoibu_audit AUTHORIZATION hoibu_audit_owner;
GRANT USAGE ON SCHEMA hoibu_audit TO hoibu_audit_server, hoibu_audit_erase;
ALTER ROLE hoibu_audit_owner SET search_path = hoibu_audit;
ALTER ROLE hoibu_audit_server SET search_path = hoibu_audit;
ALTER ROLE hoibu_audit_erase SET search_path = hoibu_audit;
