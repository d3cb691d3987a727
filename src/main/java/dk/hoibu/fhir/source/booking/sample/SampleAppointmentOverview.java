package dk.hoibu.fhir.source.booking.sample;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.booking.AppointmentOverview;
import dk.hoibu.fhir.source.booking.Booking;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.folder.JsonRecord;
import dk.hoibu.fhir.source.folder.Line;
import dk.hoibu.fhir.source.folder.PersonKey;
import dk.hoibu.fhir.source.folder.RecordFile;
import dk.hoibu.fhir.source.folder.RelativeTime;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import dk.hoibu.fhir.source.folder.Wire;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;

/** The approved appointment documents of {@code aftaler.json}, the newest one of each appointment. */
public final class SampleAppointmentOverview implements AppointmentOverview {

    private final Line line;
    private final RelativeTime times;
    private final RecordFile documents;

    /** @throws IllegalArgumentException naming the file when it is missing or broken */
    public SampleAppointmentOverview(DataFolder folder, Clock clock, Faults faults) {
        this.line = new Line(SourceId.APPOINTMENTS, faults, clock);
        this.times = new RelativeTime(clock);
        this.documents = RecordFile.open(folder, "aftaler.json", PersonKey.required("cpr"));
    }

    @Override
    public SourceId id() {
        return SourceId.APPOINTMENTS;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return line.ping();
    }

    @Override
    public CompletableFuture<Findings<Booking>> appointmentsOf(CitizenGrant grant) {
        return line.findings(wire -> read(grant.citizen(), wire));
    }

    private List<Booking> read(PersonNumber citizen, Wire wire) {
        Map<String, Booking> newest = new LinkedHashMap<>();
        for (JsonRecord record : documents.about(citizen, wire, times)) {
            Document document = record.read(SampleAppointmentOverview::document);
            if (!document.patient().equals(citizen)) {
                throw new UnreadableRecord("an appointment of somebody else");
            }
            if (document.approved()) {
                Booking booking = document.booking();
                newest.merge(
                        booking.encounterId(),
                        booking,
                        BinaryOperator.maxBy(Comparator.comparing(Booking::registered)));
            }
        }
        return List.copyOf(newest.values());
    }

    private static Document document(JsonRecord record) {
        return new Document(
                record.as("cpr", "a person number", PersonNumber::parse),
                record.as("availabilityStatus", "a status", SampleAppointmentOverview::approved),
                booking(record));
    }

    private static Optional<Boolean> approved(String status) {
        return switch (status) {
            case "Approved" -> Optional.of(true);
            case "Deprecated" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Booking booking(JsonRecord record) {
        record.passOver("reason");
        return new Booking(
                record.text("encounterId"),
                record.text("documentId"),
                record.instant("effectiveTime"),
                record.optionalInstant("authorTime"),
                record.text("code"),
                record.optionalText("practiceSetting"),
                record.optionalWallTime("low"),
                record.optionalWallTime("high"),
                place(record.object("performer").orElseThrow(() -> record.wrong("performer", "is missing"))),
                record.object("location").map(SampleAppointmentOverview::place),
                record.flag("guidedInterval"),
                record.optionalText("repeatingDocument"));
    }

    private static Booking.Place place(JsonRecord record) {
        return new Booking.Place(record.text("sor"), record.text("name"));
    }

    /** A document of the registry; one that is not approved has been cancelled or replaced. */
    private record Document(PersonNumber patient, boolean approved, Booking booking) {}
}
