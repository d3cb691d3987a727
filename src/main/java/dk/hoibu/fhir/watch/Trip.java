package dk.hoibu.fhir.watch;

import dk.hoibu.fhir.audit.Asker;

/**
 * That a detector found something.
 *
 * @param who whom it is about, so that the same alarm is not raised again soon
 * @param asker the same, as the log tells it
 * @param aboutChild whether it is about the one child, and not about many
 * @param seen what was seen, without anybody in it, as {@code name=value} with {@code &} between
 */
record Trip(String who, Asker asker, boolean aboutChild, String seen) {}
