package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.audit.Asker.Organisation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One access as the citizen may see it, in Danish. What rules hid, and by which rule, is not in it.
 *
 * @param id by which the access is found again in the log; not the request's, which whoever asked may have chosen
 * @param who who asked
 * @param role in what function
 * @param where for whom
 * @param what what was asked about
 * @param result what came of it
 * @param shown how many of what about the child was shown, by FHIR type
 * @param why the purpose
 */
public record CitizenLine(
        UUID id,
        Instant when,
        Who who,
        String role,
        Where where,
        String what,
        String result,
        Map<String, Long> shown,
        String why) {

    public CitizenLine {
        shown = Map.copyOf(shown);
    }

    /** Who asked, as far as it is told. */
    public sealed interface Who {

        /** As the page has it. */
        String words();

        /** By name. */
        record Named(String name) implements Who {
            @Override
            public String words() {
                return name;
            }
        }

        /** By a pseudonym in place of the name. */
        record Pseudonymous(UUID pseudonym) implements Who {
            @Override
            public String words() {
                return "Sløret identitet " + pseudonym;
            }
        }

        /**
         * Somebody who is not told.
         *
         * @param concealed whether a rule wants it so; else the name is not known
         */
        record Nameless(boolean concealed) implements Who {
            @Override
            public String words() {
                return "Navn vises ikke";
            }
        }

        /** No person. */
        record Machine() implements Who {
            @Override
            public String words() {
                return "Et it-system uden bruger";
            }
        }
    }

    /**
     * For whom it was asked.
     *
     * @param organisation empty when it is not known, or not told
     * @param concealed whether a rule wants it not to be told
     * @param words as the page has it
     */
    public record Where(Optional<Organisation> organisation, boolean concealed, String words) {}

    /** All that the page says of it, but when, and its id. */
    public List<String> words() {
        return List.of(who.words() + ", " + role, where.words(), what, result, "Formål: " + why);
    }
}
