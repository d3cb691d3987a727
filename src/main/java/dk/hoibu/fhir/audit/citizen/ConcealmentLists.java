package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.domain.PersonNumber;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the citizen's log conceals: what the national service for concealing staff (identitetssløring, IDSAS) is asked, or what an operator set
 * up. Organisations are {@code sor:} or {@code cvr:} and the number; one stands for all that are below it. Safe for use by many threads.
 */
public interface ConcealmentLists {

    /** In place of an organisation: the staff of all of them are concealed. */
    String ALL = "all";

    /**
     * The organisations whose staff are concealed in that child's log ({@code getBlurredOrganisations}), or {@link #ALL}.
     *
     * @throws ConcealmentUnknown when it cannot be told now
     */
    Set<String> organisations(PersonNumber child);

    /**
     * The units that are not told at all, so that their staff are not either, in anybody's log ({@code listAllBlurredOrgs}).
     *
     * @throws ConcealmentUnknown when it cannot be told now
     */
    Set<String> units();

    /**
     * The salt of the present period, in its base 64 text ({@code getCurrentSalt}); empty when there is none, and so no pseudonyms.
     *
     * @throws ConcealmentUnknown when it cannot be told now
     */
    Optional<String> salt();
}
