package dk.hoibu.fhir;

import dk.hoibu.fhir.source.SourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One setting: its key in the file, what it takes, its value when nothing is said, and what it is for.
 */
public record SettingKey(String name, Kind kind, String standard, String purpose) {

    /** What a setting takes. */
    public enum Kind {
        TEXT("text", ".+"),
        OPTIONAL_TEXT("text, or empty", ".*"),
        LIST("a list, or values with commas between", ".*"),
        NUMBER("a whole number from 0 to 999999999", "\\d{1,9}"),
        PORT("a port from 0 to 65535", "\\d{1,5}"),
        SHARE("a number from 0 to 1", "0(\\.\\d{1,9})?|1(\\.0{1,9})?"),
        FLAG("true or false", "true|false"),
        DURATION("a time such as 500ms, 2s or 5m", "\\d{1,9}(ms|s|m)"),
        PERIOD("days such as 90d, or empty", "|[1-9]\\d{0,4}d"),
        OPTIONAL_URL("an http or https URL without a slash at the end, or empty", "|https?://[^\\s?#]+[^/\\s?#]"),
        SENSITIVITY(
                "IKKE_FORTROLIGE_DATA, FORTROLIGE_PERSONOPLYSNINGER or FOELSOMME_PERSONOPLYSNINGER",
                "IKKE_FORTROLIGE_DATA|FORTROLIGE_PERSONOPLYSNINGER|FOELSOMME_PERSONOPLYSNINGER"),
        ENVELOPE("sbdh, vans or none", "sbdh|vans|none"),
        EDITION("2006 or 2019", "2006|2019"),
        PSEUDONYM("national, keyed or none", "national|keyed|none"),
        FAULT("none, error, garbage or partial", "none|error|garbage|partial");

        private final String description;
        private final Pattern form;

        Kind(String description, String form) {
            this.description = description;
            this.form = Pattern.compile(form);
        }

        String description() {
            return description;
        }

        boolean accepts(String value) {
            return form.matcher(value).matches() && (this != PORT || Integer.parseInt(value) <= 65535);
        }
    }

    /** Every setting there is, in the order of the documentation. */
    public static final List<SettingKey> ALL = all();

    private static List<SettingKey> all() {
        List<SettingKey> keys = new ArrayList<>(List.of(
                key(
                        "server.host",
                        Kind.TEXT,
                        "127.0.0.1",
                        "Address to listen on. Any but a loopback address needs access.issuers, and TLS here or at a proxy."),
                key("server.port", Kind.PORT, "8080", "Port to listen on; 0 takes any free one."),
                key(
                        "server.base-url",
                        Kind.OPTIONAL_URL,
                        "",
                        "The FHIR base URL in links, when a proxy stands before the server; empty: http://host:port/fhir, with https where there is TLS."),
                key(
                        "server.host-names",
                        Kind.LIST,
                        "",
                        "Names that a request's Host may say, beside that in the base URL, the address it comes to and, on a loopback address, localhost; any other is a 421."),
                key("server.max-threads", Kind.NUMBER, "200", "Requests worked on at once."),
                key("server.idle-timeout", Kind.DURATION, "30s", "How long a connection may say nothing."),
                key(
                        "server.request-timeout",
                        Kind.DURATION,
                        "25s",
                        "How long a request's headers, counted from the answer before, and then its body may take to arrive."),
                key(
                        "server.stop-timeout",
                        Kind.DURATION,
                        "20s",
                        "How long running requests may take to end at shutdown."),
                key(
                        "server.allowed-origins",
                        Kind.LIST,
                        "http://localhost:[0-9]+,http://127\\.0\\.0\\.1:[0-9]+",
                        "Origins of browser applications (CORS), as regular expressions."),
                key("server.max-header-bytes", Kind.NUMBER, "16384", "URL and headers together; more is a 431 or 414."),
                key("server.max-body-bytes", Kind.NUMBER, "1048576", "A request's body; more is a 413."),
                key("server.max-body-depth", Kind.NUMBER, "32", "Nesting of a request's body; more is a 400."),
                key("server.max-parameters", Kind.NUMBER, "100", "Parameters of a search; more is a 400."),
                key(
                        "server.max-concurrent-per-client",
                        Kind.NUMBER,
                        "64",
                        "Requests of one address at once; more is a 429."),
                key(
                        "server.rate.per-address",
                        Kind.NUMBER,
                        "120000",
                        "Requests of one address in a minute, evenly or at once; more is a 429. 0 is any number."),
                key(
                        "server.rate.per-client",
                        Kind.NUMBER,
                        "60000",
                        "Requests of one application with all its users in a minute; more is a 429. 0 is any number."),
                key(
                        "server.rate.per-user",
                        Kind.NUMBER,
                        "600",
                        "Requests of one user in a minute; more is a 429. 0 is any number. A system that asks for itself is no user."),
                key(
                        "server.rate.launches",
                        Kind.NUMBER,
                        "600",
                        "Launches that one application may prepare in a minute; more is a 429. 0 is any number."),
                key(
                        "server.trusted-proxies",
                        Kind.LIST,
                        "",
                        "Addresses and ranges (10.0.0.0/8) of proxies whose X-Forwarded-For is believed."),
                key(
                        "server.plain-http-behind-proxy",
                        Kind.FLAG,
                        "false",
                        "Says that a proxy does TLS and that nobody else reaches the server: lets it listen on any address without TLS."),
                key(
                        "server.metrics-readers",
                        Kind.LIST,
                        "127.0.0.1,::1",
                        "Addresses and ranges that may read /metrics; to all others, and through a proxy, it is a 404."),
                key(
                        "server.tls.key-store",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PKCS12 file with the server's certificate and key."),
                key("server.tls.password-file", Kind.OPTIONAL_TEXT, "", "File with that file's password."),
                key(
                        "server.tls.certificate",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "In place of these, a PEM file with the certificate and those it was issued under."),
                key(
                        "server.tls.private-key",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PEM file with that certificate's key: PKCS8, without a password."),
                key(
                        "server.tls.client-ca",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PEM file with the authorities whose certificate every client must show; empty: clients need none."),
                key(
                        "server.tls.look",
                        Kind.DURATION,
                        "60s",
                        "How often it is looked whether these files have changed."),
                key(
                        "server.guide-folder",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "Folder of the built implementation guide to serve at /ig; empty: the one in the jar, if it was built in."),
                key(
                        "access.issuers",
                        Kind.LIST,
                        "",
                        "Issuers of access tokens: of each its iss and, after a space, the https URL or the file of its JWK set. Empty, without any of the next two: nothing is answered but what the server can do."),
                key(
                        "access.audiences",
                        Kind.LIST,
                        "",
                        "What a token's aud must name one of; empty: the FHIR base URL, with or without a slash at the end."),
                key(
                        "access.token-types",
                        Kind.LIST,
                        "at+jwt",
                        "The typ an access token may have. JWT lets in tokens of issuers that say no more, and other kinds of tokens of theirs with them."),
                key(
                        "access.development-server",
                        Kind.FLAG,
                        "true",
                        "Whether the sample's users get tokens (the command token): without issuers, and with test data alone, the built-in sample or what generate wrote."),
                key(
                        "access.open-sample",
                        Kind.FLAG,
                        "false",
                        "Whether nobody is asked for a token: without issuers, with test data alone, and for this machine."),
                key(
                        "access.claims.client",
                        Kind.LIST,
                        "client_id,azp",
                        "Claims that tell the application; the first there is."),
                key("access.claims.scope", Kind.TEXT, "scope", "Claim with the scopes, as text or as a list."),
                key("access.claims.patient", Kind.TEXT, "patient", "Claim with the opaque id of the launch's child."),
                key("access.claims.name", Kind.TEXT, "name", "Claim with the user's name."),
                key(
                        "access.claims.role",
                        Kind.TEXT,
                        "role",
                        "Claim with the role: gp, psychiatrist, ppr, caseworker, municipal-system, message-handler, ehr, auditor or operator."),
                key(
                        "access.claims.organisation",
                        Kind.TEXT,
                        "organisation",
                        "Claim with the organisation: sor: or cvr: and the number."),
                key("access.claims.purpose", Kind.TEXT, "purpose_of_use", "Claim with the purpose (v3-PurposeOfUse)."),
                key(
                        "access.claims.treatment-relation",
                        Kind.TEXT,
                        "treatment_relation",
                        "Claim that is true when the issuer vouches that the user treats the child."),
                key(
                        "access.claims.fhir-user",
                        Kind.TEXT,
                        "fhirUser",
                        "Claim with the address of the user as a resource."),
                key(
                        "access.claims.launch",
                        Kind.TEXT,
                        "launch_correlation",
                        "Claim with the record system's own id of the press of the button, which the audit keeps."),
                key(
                        "access.claims.cpr",
                        Kind.TEXT,
                        "cpr",
                        "Claim with the user's own CPR number, if the issuer tells it: only to see that users ask about themselves or their children (audit.alarm); it is neither kept nor logged."),
                key(
                        "access.introspection.url",
                        Kind.OPTIONAL_URL,
                        "",
                        "Where the authorization server is asked about tokens that are no JWT (RFC 7662), and about every token when there are no access.issuers: https, or http on this machine. Empty: such tokens are refused."),
                key("access.introspection.client-id", Kind.OPTIONAL_TEXT, "", "As whom it is asked."),
                key(
                        "access.introspection.client-secret-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with that client's secret, one line; read at the start."),
                key(
                        "access.introspection.issuer",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "The iss of the tokens it is asked about: another is refused, and none is taken for this one."),
                key(
                        "access.introspection.all-tokens",
                        Kind.FLAG,
                        "false",
                        "Whether it is asked about JWTs too, after they were verified, so that one that was revoked counts for 30 s at most."),
                key(
                        "access.token-endpoint",
                        Kind.OPTIONAL_URL,
                        "",
                        "Token endpoint told in .well-known/smart-configuration; needed with issuers."),
                key("access.authorization-endpoint", Kind.OPTIONAL_URL, "", "Authorization endpoint told there."),
                key("access.introspection-endpoint", Kind.OPTIONAL_URL, "", "Introspection endpoint told there."),
                key("access.revocation-endpoint", Kind.OPTIONAL_URL, "", "Revocation endpoint told there."),
                key(
                        "access.grant-types",
                        Kind.LIST,
                        "authorization_code,client_credentials",
                        "Grant types of the authorization server told there."),
                key(
                        "access.capabilities",
                        Kind.LIST,
                        "",
                        "Capabilities of the authorization server told there (launch-ehr, sso-openid-connect ...), beside ours: permission-patient, permission-user, permission-v1, permission-v2."),
                key(
                        "access.client-algorithms",
                        Kind.LIST,
                        "RS384,ES384",
                        "With what applications may sign their assertions, told there when access.capabilities has client-confidential-asymmetric."),
                key(
                        "access.development-clients",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with applications of one's own for the development authorization server (docs/development-authorization-server.md)."),
                key("search.default-count", Kind.NUMBER, "50", "Page size when the client names none."),
                key("search.max-count", Kind.NUMBER, "1000", "Largest page size; more is a 400."),
                key(
                        "disclosure.policy",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with the disclosure policy (docs/access.md); empty: the built-in one of the sample, with a data folder for every organisation."),
                key(
                        "disclosure.municipalities",
                        Kind.LIST,
                        "",
                        "CVR numbers of the municipalities whose cases are shown, of those in the policy; empty: all of those."),
                key(
                        "disclosure.kle-policy",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with the KLE subjects that are shown, in place of the policy's kle.csv; empty: that beside the policy, else the built-in proposal."),
                key(
                        "disclosure.sensitivity-limit",
                        Kind.SENSITIVITY,
                        "FOELSOMME_PERSONOPLYSNINGER",
                        "Highest Foelsomhed shown when the policy's limit is not lower; VIP_SAGER never is."),
                key(
                        "disclosure.closed-cases",
                        Kind.FLAG,
                        "true",
                        "Whether closed cases are shown to who asks for status=finished."),
                key(
                        "disclosure.case-numbers",
                        Kind.FLAG,
                        "false",
                        "Whether the municipality's own case number is shown beside the UUID."),
                key(
                        "disclosure.specialties",
                        Kind.LIST,
                        "394588006",
                        "SNOMED CT codes of the specialties whose appointments are shown."),
                key(
                        "messages.enabled",
                        Kind.FLAG,
                        "true",
                        "Whether messages (MedCom CareCommunication) are received, kept and found."),
                key(
                        "messages.file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "SQLite file of the messages; empty: messages/messages.db in the server's folder, made at the first start. Not used with messages.jdbc-url."),
                key(
                        "messages.jdbc-url",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PostgreSQL database of the messages, jdbc:postgresql://host/database, which may be the audit trail's and may be shared by several servers; empty: the file."),
                key(
                        "messages.user",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "The server's user there, who owns the tables of messages."),
                key(
                        "messages.password-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with that user's password; read with each connection."),
                key(
                        "messages.timeout",
                        Kind.DURATION,
                        "5s",
                        "How long keeping a message may take; longer, and it is answered with transient-error."),
                key(
                        "messages.any-receiver",
                        Kind.FLAG,
                        "false",
                        "Whether messages are taken for organisations that SOR does not have; for tests."),
                key(
                        "messages.retention",
                        Kind.PERIOD,
                        "",
                        "How long messages are kept, read or not, after the last one of their thread came; then they are deleted for good. Empty: nothing is deleted."),
                key(
                        "messages.answer-retention",
                        Kind.PERIOD,
                        "",
                        "How long the answers given are kept once their message is deleted or was refused, so that one that comes again gets the same; counted from the answer. Empty: for good."),
                key(
                        "messages.local-receivers",
                        Kind.LIST,
                        "",
                        "SOR ids of the organisations whose mailboxes are here: messages to others go to the message service handler (delivery.url), and what it brings must be for one of these. Empty: all are here while there is no message service handler, else none."),
                key(
                        "delivery.url",
                        Kind.OPTIONAL_URL,
                        "",
                        "Where messages are handed to the message service handler (MSH) by POST: https, or http on this machine. Empty: nowhere; what is to go out waits."),
                key(
                        "delivery.envelope",
                        Kind.ENVELOPE,
                        "sbdh",
                        "What messages travel in: the EHMI SBDH, the VANSEnvelope, or nothing."),
                key(
                        "delivery.vans-namespace",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "Namespace of the VANSEnvelope, as agreed with the network's operator."),
                key(
                        "delivery.inbox.url",
                        Kind.OPTIONAL_URL,
                        "",
                        "Where messages for us are fetched from a message service handler that does not bring them (docs/messages.md). Empty: nowhere."),
                key(
                        "delivery.inbox.interval",
                        Kind.DURATION,
                        "5s",
                        "How long after having found nothing there it is looked again."),
                key(
                        "delivery.bearer-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with the token that the message service handler is shown, read with each request; empty: none is."),
                key(
                        "delivery.timeout",
                        Kind.DURATION,
                        "60s",
                        "How long the message service handler may take for one message."),
                key("delivery.workers", Kind.NUMBER, "4", "Messages handed over at once by one server."),
                key(
                        "delivery.attempts",
                        Kind.NUMBER,
                        "120",
                        "Failures in a row after which a message is not tried any longer; the command messages outbox shows it."),
                key(
                        "delivery.pause",
                        Kind.DURATION,
                        "5s",
                        "Longest pause after a failure; each further one is twice as long."),
                key("delivery.longest-pause", Kind.DURATION, "15m", "No pause is longer."),
                key(
                        "delivery.acknowledgement-wait",
                        Kind.DURATION,
                        "30m",
                        "How long a receiver's acknowledgement may take, and how long is waited after a transient-error; then the message is sent again."),
                key(
                        "delivery.resends",
                        Kind.NUMBER,
                        "2",
                        "How often it is sent again; MedCom's governance allows two."),
                key(
                        "delivery.letter-receivers",
                        Kind.LIST,
                        "",
                        "SOR ids of the organisations that know the old format (XDIS91) alone: messages to them go out as letters."),
                key("delivery.letter-edition", Kind.EDITION, "2019", "Edition of these letters."),
                key(
                        "delivery.tls.key-store",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PKCS12 file with the certificate and key that the message service handler is shown; read anew when it changes, as all of these."),
                key("delivery.tls.password-file", Kind.OPTIONAL_TEXT, "", "File with that file's password."),
                key(
                        "delivery.tls.certificate",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "In place of these, a PEM file with the certificate and those it was issued under."),
                key(
                        "delivery.tls.private-key",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PEM file with that certificate's key: PKCS8, without a password."),
                key(
                        "delivery.tls.authorities",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PEM file with the authorities whose certificates of its are trusted; empty: those Java trusts."),
                key(
                        "audit.file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "SQLite file of the audit trail; empty: audit/audit.db in the server's folder, made at the first start. Not used with audit.jdbc-url."),
                key(
                        "audit.jdbc-url",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PostgreSQL database of the audit trail, jdbc:postgresql://host/database; empty: the file."),
                key(
                        "audit.user",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "The server's user there, who may add entries and read them, and no more."),
                key(
                        "audit.password-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with that user's password; read with each connection."),
                key(
                        "audit.node",
                        Kind.TEXT,
                        "node-1",
                        "What this server's log in the trail is called; no other server at work may have the same."),
                key(
                        "audit.timeout",
                        Kind.DURATION,
                        "2s",
                        "How long writing down what was asked may take; longer, and the request gets 503 and no data."),
                key(
                        "audit.key-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with the key by which children are known in the trail, the same on every node; empty: keys/audit.key in the server's folder, made at the first start."),
                key(
                        "audit.signing-key-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with the keys that sign the log's checkpoints, another for each node; empty: keys/audit-signing.json in the server's folder, made at the first start, or audit-signing-NODE.json when that is another node's. What auditors need is beside it and ends in .pub."),
                key(
                        "audit.origin",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "What checkpoints name the log by, before / and audit.node: unlike any other in the world, such as fhir.example.dk/audit. Looked at when the signing key is made; empty: hoibu-fhir/ and a number drawn then."),
                key(
                        "audit.checkpoint-interval",
                        Kind.DURATION,
                        "1s",
                        "How long after the last checkpoint a log that grew gets the next, at the latest; after 1,000 entries it does anyway."),
                key(
                        "audit.anchor-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File that checkpoints are appended to, where the server's operator cannot write over it; its folder must be there."),
                key(
                        "audit.anchor-interval",
                        Kind.DURATION,
                        "60m",
                        "How long after the last anchored checkpoint the next is anchored, when the log grew."),
                key(
                        "audit.anchor-grace",
                        Kind.DURATION,
                        "240m",
                        "How long all anchors may fail, if there are any; longer, and requests get 503 and no data until one remembers the log again."),
                key(
                        "audit.witness.url",
                        Kind.OPTIONAL_URL,
                        "",
                        "Submission prefix of a C2SP witness that checkpoints are shown to."),
                key(
                        "audit.witness.key",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "The witness's public key, name+hash+base64. Goes together with audit.witness.url."),
                key(
                        "audit.timestamp-authority.url",
                        Kind.OPTIONAL_URL,
                        "",
                        "RFC 3161 time-stamping authority that stamps checkpoints."),
                key(
                        "audit.timestamp-authority.certificate",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PEM file with the authority's certificate. Goes together with audit.timestamp-authority.url."),
                key(
                        "audit.timestamp-authority.folder",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "Folder for checkpoints and their timestamps; empty: audit/timestamps in the server's folder."),
                key(
                        "audit.intent",
                        Kind.FLAG,
                        "false",
                        "Whether it is written down that a child is about to be asked about before any source hears of it, so that also what was fetched and not answered is known; costs a second write for each request about a child."),
                key(
                        "audit.forward.atna.url",
                        Kind.OPTIONAL_URL,
                        "",
                        "FHIR base URL of an audit record repository that is given all events (IHE ATNA, ITI-20): https, or http on this machine. Empty: none is."),
                key(
                        "audit.forward.atna.batch",
                        Kind.NUMBER,
                        "1",
                        "Events posted there in one batch; 1: each by itself."),
                key(
                        "audit.forward.atna.leave-out",
                        Kind.LIST,
                        "",
                        "Events it is not given: type=, subtype=, action=, outcome=, user=, client=, organisation=, purpose= or request-id= and a value, which may end in *."),
                key(
                        "audit.forward.minlog.url",
                        Kind.OPTIONAL_URL,
                        "",
                        "Where accesses to children are registered in the citizens' national log (MinLog2, SOAP): https, or http on this machine. Empty: nowhere."),
                key(
                        "audit.forward.minlog.mapping-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File that says what a registration looks like (docs/audit-forwarding.md); empty: the built-in one, with stand-ins for what is not public."),
                key(
                        "audit.forward.minlog.header-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "XML file to put into the SOAP header, such as an identity token that another program renews; read with each registration."),
                key(
                        "audit.forward.minlog.leave-out",
                        Kind.LIST,
                        "outcome=4,outcome=8,outcome=12",
                        "Accesses that are not registered, as audit.forward.atna.leave-out; what was not shown, if nothing is said, since a registration cannot say so."),
                key(
                        "audit.forward.also-logs",
                        Kind.LIST,
                        "",
                        "Logs that are forwarded beside this server's own, such as insight, or one that no server writes any longer; no two servers may have the same here."),
                key("audit.forward.timeout", Kind.DURATION, "10s", "How long an answer of theirs may take."),
                key(
                        "audit.forward.attempts",
                        Kind.NUMBER,
                        "12",
                        "Refusals after which an event is not tried any longer; the command audit forward shows them."),
                key(
                        "audit.forward.pause",
                        Kind.DURATION,
                        "5s",
                        "Pause after a failure; each further one is twice as long."),
                key("audit.forward.longest-pause", Kind.DURATION, "15m", "No pause is longer."),
                key(
                        "audit.forward.tls.key-store",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PKCS12 file with the certificate and key that they are shown; read anew when it changes, as all of these."),
                key("audit.forward.tls.password-file", Kind.OPTIONAL_TEXT, "", "File with that file's password."),
                key(
                        "audit.forward.tls.certificate",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "In place of these, a PEM file with the certificate and those it was issued under."),
                key(
                        "audit.forward.tls.private-key",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PEM file with that certificate's key: PKCS8, without a password."),
                key(
                        "audit.forward.tls.authorities",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "PEM file with the authorities whose certificates of theirs are trusted; empty: those Java trusts."),
                key(
                        "audit.citizen.conceal",
                        Kind.LIST,
                        "",
                        "Organisations whose staff the citizen's log does not name, sor: or cvr: and the number, with all units below them; all: everybody's."),
                key(
                        "audit.citizen.conceal-units",
                        Kind.LIST,
                        "",
                        "Organisations that the citizen's log does not tell at all, nor their staff, with all units below them."),
                key(
                        "audit.citizen.salt-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with the period's salt, in base 64, for pseudonyms of those concealed; read each time. Empty: they have none."),
                key(
                        "audit.citizen.pseudonym",
                        Kind.PSEUDONYM,
                        "national",
                        "How pseudonyms are made: the national algorithm, of names; or keyed, of the token's issuer and subject; or none."),
                key(
                        "audit.alarm.children-per-hour",
                        Kind.NUMBER,
                        "20",
                        "Alarm at that many different children asked about by one user in an hour; 0, here and below: never (docs/audit-alarms.md)."),
                key(
                        "audit.alarm.children-per-day",
                        Kind.NUMBER,
                        "60",
                        "Alarm at that many different children asked about by one user in 24 hours."),
                key(
                        "audit.alarm.client-children-per-day",
                        Kind.NUMBER,
                        "5000",
                        "Alarm at that many different children asked about in 24 hours by one application that asks without a user."),
                key(
                        "audit.alarm.own-number",
                        Kind.FLAG,
                        "true",
                        "Alarm when users ask with their own number (access.claims.cpr)."),
                key(
                        "audit.alarm.family",
                        Kind.FLAG,
                        "true",
                        "Alarm when users ask about a child whose parent they are, or of whom they have custody (access.claims.cpr)."),
                key(
                        "audit.alarm.user-denials-per-hour",
                        Kind.NUMBER,
                        "30",
                        "Alarm at that many refusals of one user in an hour."),
                key(
                        "audit.alarm.client-denials-per-hour",
                        Kind.NUMBER,
                        "300",
                        "Alarm at that many refusals of one application in an hour."),
                key(
                        "audit.alarm.organisation-denials-per-hour",
                        Kind.NUMBER,
                        "300",
                        "Alarm at that many refusals of one organisation in an hour."),
                key(
                        "audit.alarm.refused-tokens-per-hour",
                        Kind.NUMBER,
                        "100",
                        "Alarm at that many tokens in an hour that were not believed, of one address, or not given, to one application of the development server."),
                key(
                        "audit.alarm.outside-area-children-per-day",
                        Kind.NUMBER,
                        "3",
                        "Alarm at that many different children of another region than the organisation's asked about by one user, or one application without a user, in 24 hours."),
                key(
                        "audit.alarm.areas",
                        Kind.LIST,
                        "",
                        "Where organisations are that the registers do not tell of, such as GP clinics: of each sor: or cvr: with its number and, after a space, the code of a municipality (0851) or region (DK-81)."),
                key(
                        "audit.alarm.quiet",
                        Kind.DURATION,
                        "1440m",
                        "How long after an alarm the same about the same user, application or organisation is not raised again."),
                key(
                        "ids.key-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "File with the keys of the opaque ids, the same on every node; empty: keys/ids.json in the server's folder, made at the first start."),
                key(
                        "conformance.sample-share",
                        Kind.SHARE,
                        "0",
                        "Share of the FHIR answers that is validated in the background after it was sent, and counted; 0 turns it off."),
                key(
                        "sources.case-index.sf1470-folder",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "Folder of SF1470 v6 search responses (XML) to serve in place of the data folder's cases."),
                key(
                        "sources.case-index.harmless-class-roles",
                        Kind.LIST,
                        "",
                        "UUIDs of Sagsklasse roles that do not hide a case, beside the known ones."),
                key(
                        "sources.case-index.hiding-class-roles",
                        Kind.LIST,
                        "",
                        "UUIDs of Sagsklasse roles that hide a case (Visningsklasse, Sikkerhedsklasse); unknown ones hide anyway."),
                key(
                        "sources.health-organisation.sor-file",
                        Kind.OPTIONAL_TEXT,
                        "",
                        "SOR CSV file (SorEntity) to serve in place of the data folder's health organisations.")));
        for (SourceId source : SourceId.values()) {
            String prefix = "sources." + source.key();
            keys.add(key(
                    prefix + ".timeout", Kind.DURATION, "2s", "How long the source " + source.key() + " may take."));
            keys.add(key(
                    prefix + ".fault",
                    Kind.FAULT,
                    "none",
                    "For trying out: how the sample's source " + source.key() + " fails."));
            keys.add(key(
                    prefix + ".fault-latency",
                    Kind.DURATION,
                    "0ms",
                    "For trying out: how long the sample's source " + source.key() + " waits before it answers."));
        }
        return List.copyOf(keys);
    }

    private static SettingKey key(String name, Kind kind, String standard, String purpose) {
        return new SettingKey(name, kind, standard, purpose);
    }

    static Duration duration(String text) {
        long number = Long.parseLong(text.replaceAll("\\D", ""));
        return switch (text.replaceAll("\\d", "")) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofMinutes(number);
        };
    }

    static Set<String> list(String text) {
        Set<String> items = new java.util.LinkedHashSet<>();
        for (String item : text.split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }
}
