package dk.hoibu.fhir.source.healthorg;

import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Source;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The register of the health sector's organisations (SOR, Sundhedsvæsenets Organisationsregister). */
public interface HealthOrganisation extends Source {

    /** Those of the units that the register knows, closed ones too. */
    CompletableFuture<Findings<HealthUnit>> units(DirectoryGrant grant, Set<String> sorIds);

    /** The open units with one of these provider numbers (Danish: <i>ydernummer</i>). */
    CompletableFuture<Findings<HealthUnit>> byProviderNumber(DirectoryGrant grant, Set<String> providerNumbers);

    /** Every unit of the register that takes part. */
    CompletableFuture<Findings<HealthUnit>> allUnits(DirectoryGrant grant);
}
