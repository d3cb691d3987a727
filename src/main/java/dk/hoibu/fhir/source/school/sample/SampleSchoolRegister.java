package dk.hoibu.fhir.source.school.sample;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.folder.DirectoryFile;
import dk.hoibu.fhir.source.folder.JsonRecord;
import dk.hoibu.fhir.source.folder.Line;
import dk.hoibu.fhir.source.folder.PersonKey;
import dk.hoibu.fhir.source.folder.RecordFile;
import dk.hoibu.fhir.source.folder.RelativeTime;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import dk.hoibu.fhir.source.folder.Wire;
import dk.hoibu.fhir.source.school.Attendance;
import dk.hoibu.fhir.source.school.Institution;
import dk.hoibu.fhir.source.school.SchoolRegister;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The pupils of {@code elever.json} and the schools and daycares of {@code institutioner.json}. */
public final class SampleSchoolRegister implements SchoolRegister {

    private final Line line;
    private final RelativeTime times;
    private final RecordFile attendances;
    private final DirectoryFile<String, Institution> institutions;

    /** @throws IllegalArgumentException naming the file, and the record in it, when it is missing or broken */
    public SampleSchoolRegister(DataFolder folder, Clock clock, Faults faults) {
        this.line = new Line(SourceId.SCHOOLS, faults, clock);
        this.times = new RelativeTime(clock);
        this.attendances = RecordFile.open(folder, "elever.json", PersonKey.required("civilRegistrationNumber"));
        this.institutions = new DirectoryFile<>(
                folder, "institutioner.json", times, Institution::number, SchoolRecords::institution);
    }

    @Override
    public SourceId id() {
        return SourceId.SCHOOLS;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return line.ping();
    }

    @Override
    public CompletableFuture<Findings<Attendance>> attendancesOf(CitizenGrant grant) {
        return line.findings(wire -> read(grant.citizen(), wire));
    }

    @Override
    public CompletableFuture<Findings<Institution>> institutions(DirectoryGrant grant, Set<String> numbers) {
        return line.findings(wire -> {
            Map<String, Institution> all = institutions.entries(wire);
            return numbers.stream().filter(all::containsKey).map(all::get).toList();
        });
    }

    @Override
    public CompletableFuture<Findings<Institution>> allInstitutions(DirectoryGrant grant) {
        return line.findings(wire -> List.copyOf(institutions.entries(wire).values()));
    }

    private List<Attendance> read(PersonNumber citizen, Wire wire) {
        return attendances.about(citizen, wire, times).stream()
                .map(record -> record.read(part -> attendance(part, citizen)))
                .toList();
    }

    private Attendance attendance(JsonRecord record, PersonNumber citizen) {
        if (!record.as("civilRegistrationNumber", "a person number", PersonNumber::parse)
                .equals(citizen)) {
            throw new UnreadableRecord("an attendance of somebody else");
        }
        return SchoolRecords.attendance(record, times.today());
    }
}
