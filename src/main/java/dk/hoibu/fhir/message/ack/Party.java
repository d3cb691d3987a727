package dk.hoibu.fhir.message.ack;

import dk.hoibu.fhir.message.tree.Node;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An organisation that sends or receives messages.
 *
 * @param sor its id in Sundhedsvæsenets Organisationsregister
 * @param gln its GLN (Danish: lokationsnummer)
 */
public record Party(String sor, String gln, Optional<String> name) {

    static final String GLN_SYSTEM = "https://www.gs1.org/gln";
    static final String SOR_SYSTEM = "urn:oid:1.2.208.176.1.1";
    /** What dk-core writes from 3.5.0 on. */
    private static final String LATER_GLN_SYSTEM = "http://www.gs1.org/gln";

    private static final int LONGEST = 500;
    private static final Pattern SOR = Pattern.compile("[0-9]{11,}");

    public Party {
        if (!SOR.matcher(sor).matches() || !isGln(gln)) {
            throw new IllegalArgumentException("not a SOR id and a GLN");
        }
    }

    /** The one that an Organization describes; empty if it lacks one of both numbers, or one is malformed. */
    static Optional<Party> of(Node organization) {
        String sor = value(organization, SOR_SYSTEM);
        String gln = value(organization, GLN_SYSTEM);
        gln = gln.isEmpty() ? value(organization, LATER_GLN_SYSTEM) : gln;
        if (!SOR.matcher(sor).matches() || !isGln(gln)) {
            return Optional.empty();
        }
        String name = organization.text("name").strip();
        return Optional.of(new Party(sor, gln, isPlain(name) ? Optional.of(name) : Optional.empty()));
    }

    private static String value(Node organization, String system) {
        return organization.all("identifier").stream()
                .filter(one -> one.text("system").equals(system))
                .map(one -> one.text("value"))
                .findFirst()
                .orElse("");
    }

    /** Whether a text of the received message can be passed on in both formats: something, not long, no control characters. */
    static boolean isPlain(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isGln(String gln) {
        if (gln.length() != 13 || !gln.chars().allMatch(one -> one >= '0' && one <= '9')) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (gln.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    /** Where messages to it go when the one received does not say. */
    String endpoint() {
        return "https://sor2.sum.dsdn.dk/#id=" + sor;
    }
}
