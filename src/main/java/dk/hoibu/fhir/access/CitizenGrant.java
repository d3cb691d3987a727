package dk.hoibu.fhir.access;

import dk.hoibu.fhir.domain.PersonNumber;

/** Leave to ask the sources about one person. A class, not a record: a public record could not hide its constructor. */
public final class CitizenGrant implements Grant {

    private final Requester requester;
    private final PersonNumber citizen;

    CitizenGrant(Requester requester, PersonNumber citizen) {
        this.requester = requester;
        this.citizen = citizen;
    }

    @Override
    public Requester requester() {
        return requester;
    }

    public PersonNumber citizen() {
        return citizen;
    }
}
