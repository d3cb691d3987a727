package dk.hoibu.fhir.message.rule;

import java.util.List;

/**
 * A profile of MedCom's or dk-core's.
 *
 * @param name as in {@code rules.csv}
 * @param version the only one that is known
 * @param type of resource
 * @param parts whose rules are its: those it is derived from, and its own
 */
record Profile(String name, String url, String version, String type, List<String> parts) {}
