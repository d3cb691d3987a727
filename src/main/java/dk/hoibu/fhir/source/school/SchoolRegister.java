package dk.hoibu.fhir.source.school;

import dk.hoibu.fhir.access.CitizenGrant;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.source.Findings;
import dk.hoibu.fhir.source.Source;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The register of schools, daycares and who goes there (STIL, Unilogin SkoleGrunddata and Institutionsregisteret). */
public interface SchoolRegister extends Source {

    /**
     * Where the citizen is registered, all school years that the register holds. Empty means the register has no place for the child,
     * which is not the same as the child going nowhere: childminders and private care are not in it.
     */
    CompletableFuture<Findings<Attendance>> attendancesOf(CitizenGrant grant);

    /** Those of the institutions that the register knows, by institution number. */
    CompletableFuture<Findings<Institution>> institutions(DirectoryGrant grant, Set<String> numbers);

    /** Every institution of the municipalities that take part. */
    CompletableFuture<Findings<Institution>> allInstitutions(DirectoryGrant grant);
}
