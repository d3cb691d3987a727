package dk.hoibu.fhir.journey;

import java.util.List;

/** Every exchange that a page of the guide shows. Who the children are: docs/sample-data.md. */
final class Journeys {

    private static final String LARS = "0505159995";
    private static final String RIKKE = "0505209996";
    private static final String BO = "0212159995";
    private static final String ALI = "3101229995";
    private static final String VIGGA = "1206149990";

    private static final String PATIENT = "patient.identifier";

    static final List<Exchange> ALL = List.of(
            // how to search
            Exchange.post("find-child", LARS, "Patient/_search", "identifier", "urn:oid:1.2.208.176.1.2|" + LARS),
            Exchange.get("number-in-url", LARS, "Patient?identifier=" + LARS).expecting(400),
            // GP system
            Exchange.post(
                    "gp-cases",
                    LARS,
                    "EpisodeOfCare/_search",
                    PATIENT,
                    LARS,
                    "_include",
                    "EpisodeOfCare:organization",
                    "_include",
                    "EpisodeOfCare:care-manager"),
            Exchange.get("gp-network", LARS, "CareTeam?patient=[id]"),
            // hospital
            Exchange.get("hospital-everything", LARS, "Patient/[id]/$everything"),
            Exchange.get("hospital-closed", LARS, "EpisodeOfCare?patient=[id]&status=finished"),
            // municipal viewer
            Exchange.post(
                    "municipality-appointments",
                    LARS,
                    "Appointment/_search",
                    PATIENT,
                    LARS,
                    "_include",
                    "Appointment:actor"),
            Exchange.get("municipality-proposed", VIGGA, "Appointment?patient=[id]&status=proposed"),
            // a source is down
            Exchange.get("partial-municipality", LARS, "EpisodeOfCare?patient=[id]")
                    .with("sources.case-index.fault=partial"),
            Exchange.get("schools-silent", LARS, "CareTeam?patient=[id]").with("sources.schools.fault=error"),
            Exchange.get("index-silent", LARS, "EpisodeOfCare?patient=[id]")
                    .with("sources.case-index.fault=error")
                    .expecting(503),
            // what an empty answer means
            Exchange.get("empty", ALI, "EpisodeOfCare?patient=[id]"),
            Exchange.get("hidden", BO, "EpisodeOfCare?patient=[id]"),
            // protected child
            Exchange.post("protected-child", RIKKE, "Patient/_search", "identifier", RIKKE),
            Exchange.get("protected-network", RIKKE, "CareTeam?patient=[id]"),
            // conformance
            Exchange.get("read-unknown", LARS, "EpisodeOfCare/abc").expecting(404));

    private Journeys() {}
}
