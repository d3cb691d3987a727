package dk.hoibu.fhir.audit.citizen;

import java.time.Instant;

/**
 * One access as the citizen may see it, in Danish. What rules hid, and by which rule, is not in it.
 *
 * @param who name, pseudonym, or that it is not shown
 * @param role in what function
 * @param organisation for whom
 * @param what what was asked about
 * @param result what came of it
 * @param why the purpose
 * @param request by which the access is found again in the log
 */
public record CitizenLine(
        Instant when,
        String who,
        String role,
        String organisation,
        String what,
        String result,
        String why,
        String request) {}
