package dk.hoibu.fhir.launch;

import dk.hoibu.fhir.access.Organisation;
import dk.hoibu.fhir.domain.PersonNumber;
import java.util.List;
import java.util.Optional;

/**
 * A view about one child, to be opened from a record system's button (SMART App Launch 2.2, EHR launch).
 *
 * @param child may be nobody's number: whether somebody has it is not told before a user asks
 * @param purpose why, as a code of v3-PurposeOfUse; empty when not told
 * @param intent which view, in the words of the application; empty for its first page
 * @param context what else it is about, as {@code Type/id} of this server, all of that child
 * @param correlation the record system's own id of the press of the button, which goes into the log; empty when it has none
 */
public record Launch(
        PersonNumber child,
        Opener opener,
        Optional<String> purpose,
        Optional<String> intent,
        List<String> context,
        Optional<String> correlation) {

    public Launch {
        context = List.copyOf(context);
    }

    public Organisation organisation() {
        return opener.organisation();
    }
}
