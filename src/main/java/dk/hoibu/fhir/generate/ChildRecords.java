package dk.hoibu.fhir.generate;

import java.io.IOException;

/** Writes everything about a child, one register after the other. */
final class ChildRecords {

    private final PersonRecords persons;
    private final CaseRecords cases;
    private final BookingRecords bookings;
    private final PupilRecords pupils;

    ChildRecords(SourceFiles files, Country country, Names names, Numbering numbering) {
        persons = new PersonRecords(files.persons(), names);
        cases = new CaseRecords(files.cases(), country, numbering);
        bookings = new BookingRecords(files.bookings(), country);
        pupils = new PupilRecords(files.pupils());
    }

    void write(Child child, Randomness randomness) throws IOException {
        persons.write(child, randomness);
        cases.write(child, randomness);
        bookings.write(child, randomness);
        pupils.write(child, randomness);
    }
}
