package dk.hoibu.fhir.access;

import dk.hoibu.fhir.domain.PersonNumber;

/** Grants for tests, which ask sources without going through a rule. */
public final class Grants {

    private static final Requester TEST = new Requester(true, "test");

    private Grants() {}

    public static CitizenGrant citizen(String number) {
        return citizen(PersonNumber.parse(number).orElseThrow());
    }

    public static CitizenGrant citizen(PersonNumber number) {
        return new CitizenGrant(TEST, number);
    }

    public static DirectoryGrant directory() {
        return new DirectoryGrant(TEST);
    }
}
