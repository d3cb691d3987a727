package dk.hoibu.fhir.source.caseindex.sample;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CaseIndex;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.folder.Line;
import dk.hoibu.fhir.source.folder.PersonKey;
import dk.hoibu.fhir.source.folder.RecordFile;
import dk.hoibu.fhir.source.folder.RelativeTime;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import dk.hoibu.fhir.source.folder.Wire;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The cases of {@code sager.json}. Told to answer only in part, it is Aalborg that does not answer. */
public final class SampleCaseIndex implements CaseIndex {

    private static final String PARTIAL_CVR = "29189420";
    private static final String PARTIAL_NAME = "Aalborg Kommune";

    private final Line line;
    private final Clock clock;
    private final RelativeTime times;
    private final RecordFile cases;

    /** @throws IllegalArgumentException naming the file when it is missing or broken */
    public SampleCaseIndex(DataFolder folder, Clock clock, Faults faults) {
        this.line = new Line(SourceId.CASE_INDEX, faults, clock);
        this.clock = clock;
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
            return CompletableFuture.completedFuture(new Findings<>(
                    List.of(), List.of(new Gap(id(), Gap.Reason.NOT_ASKABLE, Optional.empty(), clock.instant()))));
        }
        return line.findings(wire -> read(citizen, wire), this::withoutTheSilentMunicipality);
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

    private Findings<CareCase> withoutTheSilentMunicipality(List<CareCase> found) {
        List<CareCase> answered = found.stream()
                .filter(careCase -> careCase.actors().stream().noneMatch(SampleCaseIndex::isSilentOwner))
                .toList();
        return new Findings<>(answered, List.of(line.gapIn(PARTIAL_NAME)));
    }

    private static boolean isSilentOwner(CareCase.Actor actor) {
        return actor.role() == ActorRole.OWNER
                && (actor.cvr().equals(Optional.of(PARTIAL_CVR))
                        || actor.reference().urn().equals(Optional.of("urn:oio:cvr-nr:" + PARTIAL_CVR)));
    }
}
