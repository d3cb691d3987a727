package dk.hoibu.fhir.source.organisation;

import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Source;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The municipalities' shared register of units and staff (FK Organisation, OrganisationHent). */
public interface MunicipalOrganisation extends Source {

    /** Those of the units that the register knows, active or not. */
    CompletableFuture<Findings<Unit>> units(DirectoryGrant grant, Set<UUID> ids);

    /** The municipalities with these CVR numbers that the register knows ({@code organisation(cvr)}). */
    CompletableFuture<Findings<Unit>> municipalities(DirectoryGrant grant, Set<String> cvrNumbers);

    /** Every unit of the municipalities that take part. */
    CompletableFuture<Findings<Unit>> allUnits(DirectoryGrant grant);

    /** Those of the users that the register knows, active or not. */
    CompletableFuture<Findings<Employee>> employees(DirectoryGrant grant, Set<UUID> ids);

    /** Every user of the municipalities that take part. */
    CompletableFuture<Findings<Employee>> allEmployees(DirectoryGrant grant);
}
