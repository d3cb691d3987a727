package dk.hoibu.fhir.overview;

import dk.hoibu.fhir.access.KleSubject;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.organisation.Employee;
import dk.hoibu.fhir.source.organisation.Unit;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A case as it may be shown now.
 *
 * @param child the child it is about
 * @param careCase what the index holds
 * @param status how far it has come
 * @param subject what it is about
 * @param start the day it began
 * @param end the day it was closed; empty while it is open, and when the index does not tell
 * @param ownerCvr the municipality that owns it
 * @param responsible the unit to call
 * @param manager who works on it; empty when nobody does now
 * @param childProtected whether the child's name and address are protected
 */
public record CaseView(
        PersonNumber child,
        CareCase careCase,
        Status status,
        KleSubject subject,
        Optional<LocalDate> start,
        Optional<LocalDate> end,
        String ownerCvr,
        Responsible responsible,
        Optional<Manager> manager,
        boolean childProtected) {

    public CaseView {
        if (end.isPresent() && status != Status.FINISHED) {
            throw new IllegalArgumentException("only a finished case has an end");
        }
    }

    /** How far a case has come. */
    public enum Status {
        PLANNED,
        ACTIVE,
        FINISHED
    }

    /** The unit that answers for a case. */
    public sealed interface Responsible {

        /** FK Organisation knows it. */
        record Known(Unit unit) implements Responsible {}

        /** FK Organisation was silent, so only the reference and the name in the index are known. */
        record Referred(UUID unit, Optional<String> name) implements Responsible {}

        /** FK Organisation does not know it, or it has no UUID: what the index says is all there is. */
        record Named(CareCase.Reference reference, Optional<String> name, String ownerCvr) implements Responsible {}
    }

    /** The person who works on a case. */
    public sealed interface Manager {

        /** FK Organisation knows them. {@code membership} is the one through which they work on it now. */
        record Known(Employee employee, Employee.Membership membership, boolean inResponsibleUnit) implements Manager {}

        /** FK Organisation does not know them, or was silent: what the index says is all there is. */
        record Named(CareCase.Reference reference, Optional<String> name) implements Manager {}
    }
}
