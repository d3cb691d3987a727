package dk.hoibu.fhir.audit.trail;

import java.util.Optional;

/**
 * What an entry is found by; each is a column of its own. None holds a person number: a child is known by a keyed hash of it.
 *
 * @param child keyed hash of the child's number, in hexadecimal; empty when it is about no one child
 * @param type kind of event: a code of FHIR's {@code audit-event-type} or of DICOM's, such as {@code rest} or {@code 110114}
 * @param subtype interaction or event, such as {@code search-type}
 * @param action code of FHIR's {@code audit-event-action}
 * @param outcome code of FHIR's {@code audit-event-outcome}
 * @param user issuer and subject with {@code |} between; empty when a system asked on its own
 * @param client the application's id; empty without a token
 * @param organisation {@code sor:} or {@code cvr:} and the number
 * @param purpose code of the purpose
 * @param requestId the id that follows the request
 */
public record Marks(
        Optional<String> child,
        String type,
        String subtype,
        String action,
        String outcome,
        Optional<String> user,
        Optional<String> client,
        Optional<String> organisation,
        Optional<String> purpose,
        String requestId) {}
