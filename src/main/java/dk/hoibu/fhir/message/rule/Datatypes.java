package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;
import java.util.List;

/** R4's invariants of the data types and resources that a message may have, by their keys. */
final class Datatypes {

    private Datatypes() {}

    static void check(Node node, Run run) {
        switch (node.type()) {
            case "Extension" ->
                run.require((node.first("value") != null) != (node.first("extension") != null), "ext-1", node);
            case "ContactPoint" ->
                run.require(node.first("value") == null || node.first("system") != null, "cpt-2", node);
            case "Identifier" -> {
                String system = node.text("system");
                run.require(system.isEmpty() || Entries.isAbsolute(system), "fhir-identifier-system", node);
            }
            case "Attachment" -> Attachments.structure(node, run);
            case "Period" -> run.require(Periods.inOrder(node.first("start"), node.first("end")), "per-1", node);
            case "Duration" -> duration(node, run);
            case "Quantity", "Age", "Count", "Distance" ->
                run.require(node.first("code") == null || node.first("system") != null, "qty-3", node);
            case "Patient.Contact" ->
                run.require(hasAny(node, "name", "telecom", "address", "organization"), "pat-1", node);
            case "Organization" -> organization(node, run);
            case "CareTeam.Participant" -> participant(node, run);
            default -> {
                // no invariant of its own
            }
        }
    }

    private static boolean hasAny(Node node, String... names) {
        for (String name : names) {
            if (node.first(name) != null) {
                return true;
            }
        }
        return false;
    }

    private static void duration(Node node, Run run) {
        run.require(node.first("code") == null || node.first("system") != null, "qty-3", node);
        boolean measured = node.text("system").equals("http://unitsofmeasure.org") && node.first("value") != null;
        run.require(node.first("code") == null || measured, "drt-1", node);
    }

    private static void organization(Node node, Run run) {
        run.require(hasAny(node, "identifier", "name"), "org-1", node);
        noHome(node.all("address"), "org-2", run);
        noHome(node.all("telecom"), "org-3", run);
    }

    private static void noHome(List<Node> nodes, String rule, Run run) {
        nodes.forEach(one -> run.require(!one.text("use").equals("home"), rule, one));
    }

    private static void participant(Node node, Run run) {
        if (node.first("onBehalfOf") == null) {
            return;
        }
        Node reference = node.first("member");
        Node member = reference == null ? null : run.entries().resolve(reference);
        run.require(member == null || member.is("Practitioner"), "ctm-1", node);
    }
}
