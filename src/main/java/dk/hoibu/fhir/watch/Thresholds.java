package dk.hoibu.fhir.watch;

import java.time.Duration;

/**
 * From when on something is unusual. A number of 0 is never.
 *
 * @param childrenPerHour different children that one user asks about in an hour
 * @param childrenPerDay the same in 24 hours
 * @param clientChildrenPerDay different children that one application without a user asks about in 24 hours
 * @param ownNumber whether a user's own number is one
 * @param family whether a user's child is one
 * @param userDenials refusals of one user in an hour
 * @param clientDenials refusals of one application in an hour
 * @param organisationDenials refusals of one organisation in an hour
 * @param refusedTokens tokens of one address or application that were not believed, or not given, in an hour
 * @param childrenOutsideArea different children of another region that one user or application asks about in 24 hours
 * @param quiet how long after an alarm the same one about the same user is not raised again
 */
public record Thresholds(
        int childrenPerHour,
        int childrenPerDay,
        int clientChildrenPerDay,
        boolean ownNumber,
        boolean family,
        int userDenials,
        int clientDenials,
        int organisationDenials,
        int refusedTokens,
        int childrenOutsideArea,
        Duration quiet) {

    public Thresholds {
        if (quiet.isZero()) {
            throw new IllegalArgumentException("an alarm must be quiet for some time");
        }
    }
}
