package dk.hoibu.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.audit.Asker.Organisation;
import dk.hoibu.fhir.audit.Asker.Register;
import dk.hoibu.fhir.audit.citizen.Organisations.Found;
import dk.hoibu.fhir.audit.citizen.Organisations.Known;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What organisations in the log are called, and to whom they belong, by the registers of a folder. */
class OrganisationRegistersTest {

    @TempDir
    Path folder;

    private Found find(Organisation... wanted) {
        return new OrganisationRegisters(Clock.systemUTC()).of(folder, null).find(List.of(wanted));
    }

    private static Organisation organisation(Register register, String id) {
        return new Organisation(register, id, Optional.empty());
    }

    @Test
    void aUnitBelongsToAllAboveItAndToItsOwner() {
        Found found = find(organisation(Register.SOR, "9900811000016001"));

        assertThat(found.whole()).isTrue();
        assertThat(found.known())
                .containsEntry(
                        "sor:9900811000016001",
                        new Known(
                                "Børne- og Ungdomspsykiatrisk Ambulatorium, Aalborg",
                                Set.of(
                                        "sor:9900711000016003",
                                        "sor:9900611000016002",
                                        "sor:9900511000016008",
                                        "cvr:29190941")));
    }

    @Test
    void aNumberOfAnOwnerIsAMunicipalityOrARegion() {
        Found found = find(
                organisation(Register.CVR, "29189439"),
                organisation(Register.CVR, "29190941"),
                organisation(Register.CVR, "12345678"),
                organisation(Register.SOR, "1"));

        assertThat(found.whole()).isTrue();
        assertThat(found.known()).hasSize(2);
        assertThat(found.known().get("cvr:29189439").name()).isEqualTo("Jammerbugt Kommune");
        assertThat(found.known().get("cvr:29190941").name()).isEqualTo("Region Nordjylland");
    }
}
