package dk.hoibu.fhir.generate;

import java.util.List;

/**
 * A region's psychiatry.
 *
 * @param regionSor SOR id of the region itself
 * @param units its units for child and adolescent psychiatry; at least one
 * @param other a unit of another specialty
 */
record Hospital(Region region, String regionSor, String sor, String phone, List<Ward> units, Ward other) {

    Hospital {
        units = List.copyOf(units);
    }

    /**
     * A unit with appointments.
     *
     * @param phone empty when it has none of its own, and SOR passes on the hospital's
     */
    record Ward(String sor, String name, String gln, String phone, Specialty specialty, boolean open) {}

    /** What a unit treats, in SNOMED CT. */
    enum Specialty {
        CHILD_PSYCHIATRY("394588006", "børne- og ungdomspsykiatri", "psykiatrienhed"),
        PAEDIATRICS("394537008", "pædiatri", "ambulatorium"),
        GENERAL_PRACTICE("408443003", "almen medicin", "almen lægepraksis");

        private final String code;
        private final String title;
        private final String unitType;

        Specialty(String code, String title, String unitType) {
            this.code = code;
            this.title = title;
            this.unitType = unitType;
        }

        String code() {
            return code;
        }

        String title() {
            return title;
        }

        /** What SOR calls a unit that treats this. */
        String unitType() {
            return unitType;
        }
    }
}
