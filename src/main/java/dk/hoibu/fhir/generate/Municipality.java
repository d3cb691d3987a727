package dk.hoibu.fhir.generate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A municipality.
 *
 * @param code kommunekode, four digits
 * @param place what people call it
 * @param authority its name as an authority
 * @param weight inhabitants in thousands, about
 * @param cvr its CVR number: the real one for the pilot's five, invented for the others
 */
record Municipality(String code, String place, String authority, Region region, int weight, String cvr) {

    /** Below this many children only the pilot's municipalities take part: the rest would have a handful each. */
    static final int PILOT_ONLY_BELOW = 5_000;

    private static final int PILOT = 5;

    /** Those among whom so many children are spread: the pilot's five, or all of them with those five first. */
    static List<Municipality> forChildren(int children) {
        List<Municipality> all =
                Lines.of("municipalities.csv").stream().map(Municipality::of).toList();
        return children < PILOT_ONLY_BELOW ? all.subList(0, PILOT) : all;
    }

    private static Municipality of(String[] fields) {
        String cvr = fields[5].isEmpty() ? Numbering.inventedCvr(fields[0]) : fields[5];
        return new Municipality(
                fields[0], fields[1], fields[2], Region.valueOf(fields[3]), Integer.parseInt(fields[4]), cvr);
    }

    /** The municipality's UUID in FK Organisation. */
    UUID id() {
        return idOf("");
    }

    /** The UUID of something that belongs to the municipality: always the same for the same name. */
    UUID idOf(String name) {
        return UUID.nameUUIDFromBytes(("kommune/" + code + "/" + name).getBytes(StandardCharsets.UTF_8));
    }

    /** A work e-mail address; the domain can belong to nobody (RFC 2606). */
    String email(String mailbox) {
        return mailbox + "@kommune" + code + ".example";
    }
}
