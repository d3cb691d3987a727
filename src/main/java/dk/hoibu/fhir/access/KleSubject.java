package dk.hoibu.fhir.access;

import java.util.Optional;

/**
 * A subject of KL's classification (KLE emne) that the policy lists.
 *
 * @param number {@code xx.xx.xx}
 * @param title the subject's title; empty for those withdrawn whose title no release at hand has
 * @param area what it is shown as
 * @param detail whether the number itself may be shown beside the area
 */
public record KleSubject(String number, Optional<String> title, Area area, boolean detail) {

    /** The areas a case is shown as: the answer to "is something going on?". */
    public enum Area {
        PPR("ppr"),
        FAMILY("familie"),
        DAYCARE_SUPPORT("dagtilbud-støtte"),
        HEALTH_VISITING("sundhedspleje");

        private final String code;

        Area(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        /** The area with that code; the guide and the program have the same. */
        public static Area ofCode(String code) {
            for (Area area : values()) {
                if (area.code.equals(code)) {
                    return area;
                }
            }
            throw new IllegalArgumentException("unknown case area: " + code);
        }
    }
}
