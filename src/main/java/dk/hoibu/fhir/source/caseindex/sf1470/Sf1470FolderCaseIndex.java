package dk.hoibu.fhir.source.caseindex.sf1470;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.SourceId;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CaseIndex;
import dk.hoibu.fhir.source.folder.Line;
import dk.hoibu.fhir.source.folder.PersonKey;
import dk.hoibu.fhir.source.folder.RelativeTime;
import dk.hoibu.fhir.source.folder.SilentMunicipality;
import dk.hoibu.fhir.source.folder.UnreadableRecord;
import dk.hoibu.fhir.source.folder.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cases in a folder of recorded search answers of SF1470 version 6. The files are read once. Of a case that is in
 * several of them the one the index took in last counts. When it is to answer only in part, one municipality does not
 * answer.
 */
public final class Sf1470FolderCaseIndex implements CaseIndex {

    private static final Logger LOG = LoggerFactory.getLogger(Sf1470FolderCaseIndex.class);

    private final Line line;
    private final RelativeTime times;
    private final Sf1470Roles roles;
    private final List<Path> files;
    private final Map<PersonNumber, List<CareCase>> casesOf;

    /**
     * Reads every {@code .xml} file in {@code folder}; those that are no search answers are passed over and logged.
     *
     * @throws IllegalArgumentException naming the file when one is not XML without a DTD, reports a failure, or lacks
     *     what a case must have, and when there is no such folder
     */
    public Sf1470FolderCaseIndex(Path folder, Sf1470Roles roles, Clock clock, Faults faults) {
        this.line = new Line(SourceId.CASE_INDEX, faults, clock);
        this.times = new RelativeTime(clock);
        this.roles = roles;
        this.files = xmlFiles(folder);
        Map<UUID, CareCase> latest = new LinkedHashMap<>();
        for (Path file : files) {
            for (CareCase careCase : read(file)) {
                latest.merge(careCase.uuid(), careCase, Sf1470FolderCaseIndex::later);
            }
        }
        this.casesOf = byPerson(latest.values());
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
                wire -> find(citizen, wire), found -> SilentMunicipality.without(found, CareCase::isOwnedBy, line));
    }

    private static CareCase later(CareCase one, CareCase other) {
        return other.registered().isBefore(one.registered()) ? one : other;
    }

    private List<CareCase> find(PersonNumber citizen, Wire wire) {
        if (wire == Wire.CUT) {
            byte[] sent = files.isEmpty() ? new byte[0] : bytes(files.get(0));
            return Sf1470Answer.read(wire.carry(sent), roles, times).orElseThrow();
        }
        return casesOf.getOrDefault(citizen, List.of());
    }

    private List<CareCase> read(Path file) {
        try {
            Optional<List<CareCase>> cases = Sf1470Answer.read(bytes(file), roles, times);
            if (cases.isEmpty()) {
                LOG.info("Passed over {}: not a search answer of SF1470 version 6", file.getFileName());
            }
            return cases.orElse(List.of());
        } catch (UnreadableRecord unreadable) {
            throw new IllegalArgumentException(file.getFileName() + ": " + unreadable.getMessage());
        }
    }

    private static Map<PersonNumber, List<CareCase>> byPerson(Iterable<CareCase> cases) {
        Map<PersonNumber, List<CareCase>> byPerson = new HashMap<>();
        for (CareCase careCase : cases) {
            Set<PersonNumber> persons = new LinkedHashSet<>();
            for (CareCase.Party party : careCase.parties()) {
                if (party.urn().startsWith(PersonKey.CPR_URN)) {
                    PersonKey.numberIn(party.urn()).ifPresent(persons::add);
                }
            }
            persons.forEach(person ->
                    byPerson.computeIfAbsent(person, first -> new ArrayList<>()).add(careCase));
        }
        return byPerson;
    }

    private static List<Path> xmlFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("no folder " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
