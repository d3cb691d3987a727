package dk.hoibu.fhir.source.caseindex.sf1470;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.hoibu.fhir.access.Grants;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.SettableClock;
import dk.hoibu.fhir.source.caseindex.CareCase;
import dk.hoibu.fhir.source.caseindex.CareCase.ActorRole;
import dk.hoibu.fhir.source.caseindex.CareCase.ClassRole;
import dk.hoibu.fhir.source.caseindex.CaseIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The synthetic exchange kept beside the official schemas, which it is valid against. */
class Sf1470SharedSampleTest {

    private final Path folder = Path.of(System.getProperty("hoibu.shared", "../shared"), "samples/sf1470/synthetic");

    @BeforeEach
    void theSampleIsThere() {
        assumeTrue(
                Files.isDirectory(folder),
                "the folder with the official samples is not there; name it with -Dhoibu.shared=FOLDER");
    }

    @Test
    void isReadTheRequestPassedOver() {
        CaseIndex index = new Sf1470FolderCaseIndex(
                folder, Sf1470Roles.standard(), new SettableClock("2026-06-10T12:00:00+02:00"), new Faults());

        List<CareCase> cases =
                index.casesOf(Grants.citizen("0505159995")).join().items();

        assertThat(cases).hasSize(2);
        assertThat(cases)
                .filteredOn(careCase -> careCase.caseNumber().equals(Optional.of("2026-000123")))
                .singleElement()
                .satisfies(careCase -> {
                    assertThat(careCase.actors())
                            .filteredOn(actor -> actor.role() == ActorRole.PRIMARY_HANDLER)
                            .hasSize(2);
                    assertThat(careCase.actors())
                            .filteredOn(actor -> actor.role() == ActorRole.OWNER)
                            .extracting(CareCase.Actor::cvr)
                            .containsExactly(Optional.of("29189439"));
                    assertThat(careCase.classes())
                            .extracting(CareCase.Classification::role)
                            .containsExactlyInAnyOrder(ClassRole.PRIMARY, ClassRole.HARMLESS);
                });
        assertThat(cases)
                .flatExtracting(CareCase::classes)
                .extracting(CareCase.Classification::role)
                .contains(ClassRole.UNKNOWN);
    }
}
