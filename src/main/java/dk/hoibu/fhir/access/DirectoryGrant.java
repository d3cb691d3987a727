package dk.hoibu.fhir.access;

/** Leave to look in the registers of organisations, staff and institutions, which say nothing about any citizen. */
public final class DirectoryGrant implements Grant {

    private final Requester requester;

    DirectoryGrant(Requester requester) {
        this.requester = requester;
    }

    @Override
    public Requester requester() {
        return requester;
    }
}
