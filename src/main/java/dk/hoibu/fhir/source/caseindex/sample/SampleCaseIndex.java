package dk.hoibu.fhir.source.caseindex.sample;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CaseIndex;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.folder.Line;
import dk.hoibu.fhir.source.folder.PersonKey;
import dk.hoibu.fhir.source.folder.RecordFile;
import dk.hoibu.fhir.source.folder.RelativeTime;
import dk.hoibu.fhir.source.folder.SilentMunicipality;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import dk.hoibu.fhir.source.folder.Wire;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The cases of {@code sager.json}. When it is to answer only in part, one municipality does not answer. */
public final class SampleCaseIndex implements CaseIndex {

    private final Line line;
    private final RelativeTime times;
    private final RecordFile cases;

    /** @throws IllegalArgumentException naming the file when it is missing or broken */
    public SampleCaseIndex(DataFolder folder, Clock clock, Faults faults) {
        this.line = new Line(SourceId.CASE_INDEX, faults, clock);
        this.times = new RelativeTime(clock);
        this.cases = RecordFile.open(folder, "sager.json", PersonKey.within("Sagspart", "ReferenceID"));
    }

    @Override
    public SourceId id() {
        return SourceId.CASE_INDEX;
    }

    @Override
    public CompletableFuture<Void> ping() {
        return line.ping();
    }

    @Override
    public CompletableFuture<Findings<CareCase>> casesOf(CitizenGrant grant) {
        PersonNumber citizen = grant.citizen();
        if (citizen.kind() == PersonNumber.Kind.REPLACEMENT) {
            return line.notAskable();
        }
        return line.findings(
                wire -> read(citizen, wire), found -> SilentMunicipality.without(found, CareCase::isOwnedBy, line));
    }

    private List<CareCase> read(PersonNumber citizen, Wire wire) {
        List<CareCase> found = cases.about(citizen, wire, times).stream()
                .map(record -> record.read(CareCaseRecord::careCase))
                .toList();
        if (!found.stream().allMatch(careCase -> isParty(citizen, careCase))) {
            throw new UnreadableRecord("a case of somebody else");
        }
        return found;
    }

    private static boolean isParty(PersonNumber citizen, CareCase careCase) {
        return careCase.parties().stream()
                .anyMatch(party -> PersonKey.numberIn(party.urn()).equals(Optional.of(citizen)));
    }
}
